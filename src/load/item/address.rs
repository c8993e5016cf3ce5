//! Every item has an address of its own, and so has every old one that redirects to it.

use std::collections::HashMap;

use super::super::fault::{DUPLICATE_ADDRESS, WRONG_ADDRESS};
use super::super::fields::Fields;
use crate::model::{Diagnostic, Item, Place, Register, Written};

/// `aliases`: old addresses on this site, kept as paths without the first `/`.
pub(super) fn aliases(fields: &Fields<'_>) -> Vec<Written<String>> {
    let mut aliases = Vec::new();
    for alias in fields.list("aliases") {
        let path = alias.value.trim_start_matches('/');
        let path = if path.is_empty() || path.ends_with('/') {
            format!("{path}index.html")
        } else {
            path.to_owned()
        };
        if crate::model::SitePath::new(&path).is_ok() && path != "index.html" {
            aliases.push(Written::new(path, alias.span));
            continue;
        }
        let message = format!("旧地址「{}」不能用作本站的路径", alias.value);
        let help = "写旧网址里域名之后的部分，如 /art/2019/5/6/art_123.html；只用字母、数字和 - _ . /，不含 ? 和 #";
        fields
            .reading()
            .report(WRONG_ADDRESS, alias.span, message, help);
    }
    aliases
}

/// Leaves out the second of two items with one address, and says so.
pub(in crate::load) fn without_doubles(
    items: Vec<Item>,
    register: &Register,
    faults: &mut Vec<Diagnostic>,
) -> Vec<Item> {
    let mut taken: HashMap<String, Place> = HashMap::new();
    let mut kept: Vec<Item> = Vec::with_capacity(items.len());
    for item in items {
        // Windows and macOS hold one file for A.html and a.html.
        let address = format!("{}/{}.html", register[item.organ].id, item.id);
        match taken.get(&address.to_lowercase()) {
            Some(first) => faults.push(double(&address, item.place_of("id"), first)),
            None => {
                taken.insert(address.to_lowercase(), item.place_of("id"));
                kept.push(item);
            }
        }
    }
    for item in &kept {
        for alias in &item.aliases {
            let place = item.at(alias.span);
            match taken.get(&alias.to_lowercase()) {
                Some(first) => faults.push(double(alias, place, first)),
                None => {
                    taken.insert(alias.to_lowercase(), place);
                }
            }
        }
    }
    let faulty = |item: &Item| {
        let here = |fault: &Diagnostic| {
            fault.code == DUPLICATE_ADDRESS.code
                && fault
                    .place
                    .as_ref()
                    .is_some_and(|place| place.source == item.source)
        };
        faults.iter().any(here)
    };
    let doubles = faults
        .iter()
        .any(|fault| fault.code == DUPLICATE_ADDRESS.code);
    if doubles {
        kept.retain(|item| !faulty(item));
    }
    kept
}

fn double(address: &str, place: Place, first: &Place) -> Diagnostic {
    let message = format!("网址 /{address} 已经属于 {}", first.source);
    DUPLICATE_ADDRESS
        .says(message)
        .with_place(place)
        .with_also(first.clone(), "先占用这个网址的文件")
        .with_help("给其中一个文件改名，或者在其中一个文件里用「id」写另一个编号")
}
