//! The home page of one organ's platform.

use serde::Serialize;

use super::home::{Directory, directories};
use crate::model::{ColumnKey, OrganIx};
use crate::render::ground::Ground;
use crate::render::head::{Head, Link};
use crate::render::json_ld;
use crate::render::page::View;
use crate::render::parts::row::Row;

/// Everything on an organ's home page.
#[derive(Serialize)]
pub(in crate::render) struct OrganView<'p> {
    head: Head<'p>,
    name: &'p str,
    directories: Vec<Directory<'p>>,
    newest: Vec<Row<'p>>,
    /// Columns directly below 法定主动公开内容.
    fields: Vec<Field<'p>>,
    contact: Vec<Contact<'p>>,
    directory_href: String,
    feed_href: Option<String>,
}

/// A statutory field and how much of it there is.
#[derive(Serialize)]
struct Field<'p> {
    name: &'p str,
    href: String,
    count: usize,
}

/// One way of reaching the organ.
#[derive(Serialize)]
pub(super) struct Contact<'p> {
    label: &'static str,
    value: &'p str,
    /// Where a telephone dials, and a mail program writes to.
    href: Option<String>,
}

impl<'p> OrganView<'p> {
    pub(in crate::render) fn new(ground: &Ground<'p>, ix: OrganIx) -> Self {
        const NEWEST: usize = 15;
        let addresses = &ground.addresses;
        let organ = &ground.portal.site.register[ix];
        let path = addresses.organ(ix);
        let mut head = Head::new(ground, "gk-organ", &organ.name, &path)
            .under(ground, Some(ix))
            .ending_here();
        head.description = format!(
            "{}政府信息公开：指南、制度、法定主动公开内容、年报。",
            organ.name
        );
        head.json_ld = Some(json_ld::organ(ground, ix));
        let feed = addresses.within(Some(ix), "feed.xml");
        let feed_href = ground.paths.contains(&feed).then(|| addresses.href(&feed));
        head.feeds = feed_href
            .iter()
            .map(|href| Link {
                name: format!("{}最新公开", organ.name),
                href: Some(href.clone()),
            })
            .collect();
        let newest = ground.outline.disclosed(Some(ix)).iter().take(NEWEST);
        Self {
            head,
            name: &organ.name,
            directories: directories(ground, Some(ix)),
            newest: newest.map(|ix| Row::new(ground, *ix)).collect(),
            fields: fields(ground, ix),
            contact: contact(ground, ix),
            directory_href: addresses.href(&addresses.directory(Some(ix), 1)),
            feed_href,
        }
    }
}

impl<'p> View<'p> for OrganView<'p> {
    const TEMPLATE: &'static str = "organ.html";

    fn head(&self) -> Option<&Head<'p>> {
        Some(&self.head)
    }
}

fn fields<'p>(ground: &Ground<'p>, ix: OrganIx) -> Vec<Field<'p>> {
    let organ = Some(ix);
    let roots: Vec<_> = ground
        .outline
        .columns(organ)
        .filter(|(_, column)| column.parent.is_none() && !column.apart)
        .collect();
    let below = roots
        .into_iter()
        .flat_map(|(root, _)| ground.outline.children(organ, root));
    below
        .map(|(column, of)| {
            let address = ground.addresses.column(ColumnKey { organ, column });
            Field {
                name: &of.name,
                href: ground.addresses.href(&address),
                count: ground.portal.shelf(organ, column).items.len(),
            }
        })
        .collect()
}

/// Address, hours, telephone and the other ways that the register knows (条例 第十二条).
pub(super) fn contact<'p>(ground: &Ground<'p>, ix: OrganIx) -> Vec<Contact<'p>> {
    let organ = &ground.portal.site.register[ix];
    let ways = [
        ("办公地址", &organ.address),
        ("办公时间", &organ.hours),
        ("联系电话", &organ.phone),
        ("传真号码", &organ.fax),
        ("电子邮箱", &organ.email),
    ];
    ways.into_iter()
        .filter_map(|(label, value)| {
            let value = value.as_deref()?;
            let href = match label {
                "联系电话" => dialled(value),
                "电子邮箱" => mailed(value),
                _ => None,
            };
            Some(Contact { label, value, href })
        })
        .collect()
}

/// `tel:+86-576-83930000` of one number with its area code, `tel:12345` of a short one; none of anything else that may
/// stand there, such as two numbers or an extension.
fn dialled(number: &str) -> Option<String> {
    let number = number.trim();
    let is_number = number.contains(|c: char| c.is_ascii_digit())
        && number.chars().all(|c| c.is_ascii_digit() || c == '-');
    is_number.then(|| match number.strip_prefix('0') {
        Some(rest) => format!("tel:+86-{rest}"),
        None => format!("tel:{number}"),
    })
}

/// `mailto:xzf@example.gov.cn`; none of what is no plain address.
fn mailed(address: &str) -> Option<String> {
    let address = address.trim();
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "@._-".contains(c);
    let is_address = address.matches('@').count() == 1 && address.chars().all(is_plain);
    is_address.then(|| format!("mailto:{address}"))
}

#[cfg(test)]
mod tests {
    use super::{dialled, mailed};

    #[test]
    fn one_plain_number_is_dialled_and_one_plain_address_written_to() {
        for (number, href) in [
            ("0576-83930000", Some("tel:+86-576-83930000")),
            ("057683930000", Some("tel:+86-57683930000")),
            ("12345", Some("tel:12345")),
            ("83930000（总机）", None),
            ("0576-83930000、83930001", None),
            ("-", None),
        ] {
            assert_eq!(dialled(number).as_deref(), href);
        }
        let href = Some("mailto:xzf@gongkai.example");
        assert_eq!(mailed("xzf@gongkai.example").as_deref(), href);
        assert_eq!(mailed("xzf@gongkai.example?cc=a@b.example"), None);
        assert_eq!(mailed("无"), None);
    }
}
