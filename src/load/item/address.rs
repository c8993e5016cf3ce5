//! Every item has an address of its own, and so has every old one that redirects to it.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::super::fault::{DUPLICATE_ADDRESS, WRONG_ADDRESS};
use super::super::fields::Fields;
use super::super::register;
use super::identity;
use crate::model::{Diagnostic, Item, Place, Register, SitePath, Written};

const RENAME: &str = "给其中一个文件改名，或者在其中一个文件里用「id」写另一个编号";
const DROP_ALIAS: &str = "改正或者删去这个旧地址";

/// `aliases`: old addresses on this site, kept as paths below its root without the first `/`.
///
/// `site` is the site's own address: an old address may be written whole, or with the path at which the site
/// stands. That of a folder, with `/` at its end or without an ending, is its `index.html`.
pub(super) fn aliases(fields: &Fields<'_>, site: &str) -> Vec<Written<String>> {
    let mut aliases = Vec::new();
    for alias in fields.list("aliases") {
        match below(&alias, site).and_then(page) {
            Some(path) => aliases.push(Written::new(path, alias.span)),
            None => {
                let message = format!("旧地址「{}」不能用作本站的路径", alias.value);
                let help = format!(
                    "写旧网址里 {site} 之后的部分，如 art/2019/5/6/art_123.html，或者这个网址之下的整个旧网址；\
                     只用字母、数字和 - _ . /，不含 ? 和 #"
                );
                let reading = fields.reading();
                reading.report(WRONG_ADDRESS, alias.span, message, help);
            }
        }
    }
    aliases
}

/// The part of an old address below the site's; none for that of another site.
fn below<'a>(alias: &'a str, site: &str) -> Option<&'a str> {
    let (_, place) = site.split_once("://")?;
    if let Some((_, old)) = alias.split_once("://") {
        return old.strip_prefix(place);
    }
    let base = place.find('/').and_then(|at| place.get(at..));
    let rest = base.and_then(|base| alias.strip_prefix(base));
    Some(rest.unwrap_or(alias))
}

fn page(path: &str) -> Option<String> {
    const ENDINGS: &[&str] = &[".html", ".htm", ".shtml"];
    let is_page = |part: &str| ENDINGS.iter().any(|ending| part.ends_with(ending));
    let path = path.strip_prefix('/').unwrap_or(path);
    let is_folder = path.ends_with('/');
    let path = path.strip_suffix('/').unwrap_or(path);
    let (folders, last) = path.rsplit_once('/').unwrap_or(("", path));
    // A file cannot be a folder too: no folder may be called like a page.
    if last.is_empty() || folders.split('/').any(is_page) || (is_folder && is_page(last)) {
        return None;
    }
    let path = if is_page(last) {
        path.to_owned()
    } else {
        format!("{path}/index.html")
    };
    SitePath::new(&path).ok().map(|path| path.to_string())
}

/// Leaves out the second of two items with one address, and says so.
pub(in crate::load) fn without_doubles(
    items: Vec<Arc<Item>>,
    register: &Register,
    faults: &mut Vec<Diagnostic>,
) -> Vec<Arc<Item>> {
    let mut taken = Taken {
        by: HashMap::with_capacity(items.len()),
        ..Taken::default()
    };
    for item in &items {
        // Windows and macOS hold one file for A.html and a.html.
        let address = format!("{}/{}.html", register[item.organ].id, item.id);
        taken.claim(&address, item, item.place_of("id"), faults);
        if item.table.is_some() {
            taken.tables.insert(address.to_lowercase());
        }
    }
    for item in &items {
        taken.check_table_pages(item, register, faults);
        for alias in &item.aliases {
            let place = item.at(alias.span);
            if is_page_of_site(alias, register) {
                faults.push(page_of_site(alias, place));
                taken.losers.insert(item.source.clone());
            } else if let Some(first) = taken.of_table(alias) {
                faults.push(double(alias, place, first).with_help(DROP_ALIAS));
                taken.losers.insert(item.source.clone());
            } else {
                taken.claim(alias, item, place, faults);
            }
        }
    }
    let losers = taken.losers;
    let keeps = |item: &Arc<Item>| !losers.contains(&item.source);
    items.into_iter().filter(keeps).collect()
}

/// Addresses that are taken, in lower case, with the place that took each.
#[derive(Debug, Default)]
struct Taken {
    by: HashMap<String, Place>,
    /// Those whose item shows a table, which may go on over further pages.
    tables: HashSet<String>,
    /// Sources of the items that came too late.
    losers: HashSet<Arc<str>>,
}

impl Taken {
    fn claim(&mut self, address: &str, item: &Item, place: Place, faults: &mut Vec<Diagnostic>) {
        match self.by.entry(address.to_lowercase()) {
            Entry::Occupied(first) => {
                let is_old = item.aliases.iter().any(|alias| alias.value == address);
                let help = if is_old { DROP_ALIAS } else { RENAME };
                faults.push(double(address, place, first.get()).with_help(help));
                self.losers.insert(item.source.clone());
            }
            Entry::Vacant(free) => {
                free.insert(place);
            }
        }
    }

    /// `power-list-t2` is the second page of the table of `power-list`.
    fn check_table_pages(
        &mut self,
        item: &Item,
        register: &Register,
        faults: &mut Vec<Diagnostic>,
    ) {
        let address = format!("{}/{}.html", register[item.organ].id, item.id);
        if let Some(first) = self.of_table(&address) {
            let fault = double(&address, item.place_of("id"), first);
            faults.push(fault.with_help(RENAME));
            self.losers.insert(item.source.clone());
        }
    }

    /// Who has a table that is saved at this address (`czj/power-list.csv`), or goes on there
    /// (`czj/power-list-t2.html`).
    fn of_table(&self, address: &str) -> Option<&Place> {
        let address = address.to_lowercase();
        let file = address.strip_suffix("/index.html").unwrap_or(&address);
        let (stem, ending) = file.rsplit_once('.')?;
        let shown = match ending {
            "csv" | "xlsx" | "json" => stem,
            "html" => {
                let page = stem.rsplit_once("-t");
                page.filter(|(_, number)| identity::is_number(number))?.0
            }
            _ => return None,
        };
        let table = format!("{shown}.html");
        self.by.get(&table).filter(|_| self.tables.contains(&table))
    }
}

/// Whether the program itself writes a file there, or one that stands where this address has a folder: pages, lists,
/// feeds, the directory, data.
fn is_page_of_site(path: &str, register: &Register) -> bool {
    let path = path.to_lowercase();
    let (first, rest) = path.split_once('/').unwrap_or((&path, ""));
    let (second, deeper) = rest.split_once('/').unwrap_or((rest, ""));
    let is_organ = register.iter().any(|(_, organ)| *organ.id == *first);
    let of_organ = || {
        ["columns", "files"].contains(&second)
            || written_as(second, !deeper.is_empty()).is_some_and(identity::is_reserved)
    };
    let of_site = |stem: &str| {
        register::RESERVED.contains(&stem)
            || stem.starts_with("normative-documents-")
            || identity::is_further(stem, "sitemap-")
    };
    written_as(first, !rest.is_empty()).is_some_and(of_site) || (is_organ && of_organ())
}

/// A name without its ending, where the program writes files of that ending or this is one of its folders.
fn written_as(name: &str, is_folder: bool) -> Option<&str> {
    let files: &[&str] = &["xml", "txt", "csv", "json"];
    match name.split_once('.') {
        None => Some(name),
        // What ends like a page would be one to the server too.
        Some((stem, ending)) => (!is_folder || files.contains(&ending)).then_some(stem),
    }
}

fn page_of_site(address: &str, place: Place) -> Diagnostic {
    DUPLICATE_ADDRESS
        .says(format!("网址 /{address} 是网站自己的页面，不能转到别处"))
        .with_place(place)
        .with_help(DROP_ALIAS)
}

fn double(address: &str, place: Place, first: &Place) -> Diagnostic {
    let message = format!("网址 /{address} 已经属于 {}", first.source);
    DUPLICATE_ADDRESS
        .says(message)
        .with_place(place)
        .with_also(first.clone(), "先占用这个网址的文件")
}

#[cfg(test)]
mod tests {
    use super::{below, page};

    fn read(alias: &str, site: &str) -> Option<String> {
        below(alias, site).and_then(page)
    }

    #[test]
    fn an_old_address_is_a_page_of_this_site() {
        for (alias, path) in [
            (
                "/art/2019/5/6/art_123.html",
                Some("art/2019/5/6/art_123.html"),
            ),
            ("col/col123/index.htm", Some("col/col123/index.htm")),
            ("/col/col123/", Some("col/col123/index.html")),
            ("/col/col123", Some("col/col123/index.html")),
            ("https://gk.example/a.html", Some("a.html")),
            ("/a.html/", None),
            ("/", None),
            ("", None),
            ("/art.jsp?id=3", None),
            ("https://old.example/a.html", None),
            ("/a.html/b.html", None),
            ("/a//b.html", None),
            ("/../a.html", None),
            ("/公告/1.html", None),
        ] {
            let read = read(alias, "https://gk.example/");
            assert_eq!(read.as_deref(), path, "{alias}");
        }
    }

    #[test]
    fn an_old_address_is_told_from_the_path_at_which_the_site_stands() {
        for (alias, path) in [
            ("/tiantai/old.html", Some("old.html")),
            ("https://gk.example/tiantai/old.html", Some("old.html")),
            ("http://gk.example/tiantai/a/", Some("a/index.html")),
            ("/old.html", Some("old.html")),
            ("old.html", Some("old.html")),
            ("/tiantai", Some("tiantai/index.html")),
            ("/tiantai/", None),
            ("https://gk.example/old.html", None),
            ("https://gk.example/tiantai/", None),
        ] {
            let read = read(alias, "https://gk.example/tiantai/");
            assert_eq!(read.as_deref(), path, "{alias}");
        }
    }
}
