//! The same facts for machines: schema.org in JSON-LD, safe inside a script element.

use serde_json::{Map, Value, json};

use super::ground::Ground;
use super::parts::row::validity;
use crate::model::{Item, ItemIx, OrganIx, Validity};

/// The platform itself, for the home page.
pub(super) fn site(ground: &Ground<'_>) -> String {
    let settings = &ground.portal.site.settings;
    let search = format!(
        "{}?q={{query}}",
        ground.addresses.absolute("search/index.html")
    );
    embed(&json!({
        "@context": "https://schema.org",
        "@type": "WebSite",
        "name": format!("{}政府信息公开", settings.name),
        "url": ground.addresses.absolute("index.html"),
        "inLanguage": ground.addresses.language(),
        "publisher": { "@type": "GovernmentOrganization", "name": settings.name },
        "potentialAction": {
            "@type": "SearchAction",
            "target": { "@type": "EntryPoint", "urlTemplate": search },
            "query-input": "required name=query",
        },
    }))
}

/// An organ, for its home page.
pub(super) fn organ(ground: &Ground<'_>, ix: OrganIx) -> String {
    let organ = &ground.portal.site.register[ix];
    let mut fields = organ_fields(ground, ix);
    fields.insert("@context".to_owned(), "https://schema.org".into());
    for (key, value) in [
        ("address", &organ.address),
        ("telephone", &organ.phone),
        ("faxNumber", &organ.fax),
        ("email", &organ.email),
        ("identifier", &organ.uscc),
    ] {
        if let Some(value) = value {
            fields.insert(key.to_owned(), value.as_str().into());
        }
    }
    embed(&Value::Object(fields))
}

/// An item, for its page: what the page's meta tags have no name for, not its summary and keywords again.
pub(super) fn item(ground: &Ground<'_>, ix: ItemIx) -> String {
    let item = &ground.portal[ix];
    let sort = sort(&ground.portal.site.kinds[item.kind.value].id);
    let mut fields = Map::new();
    let mut add = |key: &str, value: Option<Value>| {
        if let Some(value) = value {
            fields.insert(key.to_owned(), value);
        }
    };
    let organ = Value::Object(organ_fields(ground, item.organ));
    let path = ground.portal.item_path(item);
    let address = ground.addresses.absolute(&path);
    add("@context", Some("https://schema.org".into()));
    add("@type", Some(sort.into()));
    add("name", Some(item.title.value.as_str().into()));
    add("url", Some(address.into()));
    if sort == "GovernmentService" {
        add("provider", Some(organ));
    } else {
        let published = item.published_at.as_ref();
        add("inLanguage", Some(ground.addresses.language().into()));
        add("publisher", Some(organ));
        add(
            "datePublished",
            published.map(|moment| moment.written().into()),
        );
        add(
            "dateCreated",
            item.issued_on.as_ref().map(|day| day.to_string().into()),
        );
    }
    if sort == "Legislation" {
        legislation(ground, ix, item, &mut fields);
    }
    embed(&Value::Object(fields))
}

/// What schema.org knows of a legal text beyond any other.
fn legislation(ground: &Ground<'_>, ix: ItemIx, item: &Item, fields: &mut Map<String, Value>) {
    let is_to_come = ground.portal.takes_effect_on(ix).is_some();
    let force = validity(ground, ix).map(|validity| match validity {
        Validity::InForce | Validity::Amended if !is_to_come => "https://schema.org/InForce",
        _ => "https://schema.org/NotInForce",
    });
    let known: [(&str, Option<String>); 4] = [
        ("legislationIdentifier", item.number_shown()),
        (
            "legislationDate",
            item.issued_on.as_ref().map(|day| day.to_string()),
        ),
        (
            "legislationDateOfApplicability",
            item.effective_on.as_ref().map(|day| day.to_string()),
        ),
        ("legislationLegalForce", force.map(str::to_owned)),
    ];
    for (key, value) in known {
        if let Some(value) = value {
            fields.insert(key.to_owned(), value.into());
        }
    }
}

/// The type under which a kind of item is known.
fn sort(kind: &str) -> &'static str {
    match kind {
        "normative-document" | "policy-document" => "Legislation",
        "service-guide" => "GovernmentService",
        "annual-report" | "statistics" | "progress" | "budget" => "Report",
        _ => "Article",
    }
}

fn organ_fields(ground: &Ground<'_>, ix: OrganIx) -> Map<String, Value> {
    let organ = &ground.portal.site.register[ix];
    let address = ground.addresses.absolute(&ground.addresses.organ(ix));
    let mut fields = Map::new();
    fields.insert("@type".to_owned(), "GovernmentOrganization".into());
    fields.insert("name".to_owned(), organ.name.as_str().into());
    fields.insert("url".to_owned(), address.into());
    fields
}

/// JSON that can neither end the script element nor begin a comment in it.
fn embed(value: &Value) -> String {
    const UNSAFE: [char; 5] = ['<', '>', '&', '\u{2028}', '\u{2029}'];
    let text = value.to_string();
    if !text.contains(UNSAFE) {
        return text;
    }
    let mut safe = String::with_capacity(text.len() + 64);
    for c in text.chars() {
        match c {
            c if UNSAFE.contains(&c) => safe.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::embed;
    use serde_json::json;

    #[test]
    fn a_title_cannot_leave_the_script_element() {
        let text = embed(&json!({ "name": "</script><!-- & \u{2028}" }));
        assert_eq!(
            text,
            "{\"name\":\"\\u003c/script\\u003e\\u003c!-- \\u0026 \\u2028\"}"
        );
    }
}
