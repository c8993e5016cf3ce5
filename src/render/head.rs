//! What stands in a page's head: title, the tags that the state's site norm demands (国办发〔2017〕47号), and its place in the whole.

use serde::Serialize;

use super::exports::characters;
use super::frame::Current;
use super::ground::Ground;
use crate::model::{ColumnIx, ColumnKey, OrganIx, Settings};

/// The head of a page, and where the page stands.
#[derive(Debug, Serialize)]
pub(super) struct Head<'p> {
    /// Class of the body: `gk-item`.
    pub(super) class: &'static str,
    /// What the browser's tab says.
    pub(super) title: String,
    /// A sentence for search engines.
    pub(super) description: String,
    /// The page's own address.
    pub(super) canonical: String,
    /// The tags of every page.
    pub(super) site: SiteTags<'p>,
    /// The tags of a column and of what stands in it.
    pub(super) column: Option<ColumnTags>,
    /// The tags of an item.
    pub(super) article: Option<ArticleTags>,
    /// The same for machines (schema.org), safe inside a script element.
    pub(super) json_ld: Option<String>,
    /// Feeds that cover this page.
    pub(super) feeds: Vec<Link>,
    /// The way from the home page to here.
    pub(super) crumbs: Vec<Link>,
    /// The organ whose frame the page has; none for the county's.
    #[serde(skip)]
    pub(super) organ: Option<OrganIx>,
    /// The column that navigation marks.
    pub(super) current: Option<Current<'p>>,
    /// The way from the page to the site's root in links.
    pub(super) base: &'p str,
    /// Kept out of search engines.
    pub(super) hidden: bool,
    /// `zh-CN` or `zh-Hant`
    pub(super) lang: &'static str,
    /// The same page in both sets of characters, where the site has both.
    pub(super) characters: Option<Characters>,
}

/// One page in simplified and in traditional characters.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Characters {
    simplified: String,
    traditional: String,
    /// The link to the set that is not shown.
    other: String,
    /// Where scripts find which characters are simplified to which.
    table: String,
}

/// A name and where it leads; nowhere for the page itself.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Link {
    pub(super) name: String,
    pub(super) href: Option<String>,
}

/// `SiteName`, `SiteDomain`, `SiteIDCode`.
#[derive(Debug, Clone, Copy, Serialize)]
pub(super) struct SiteTags<'p> {
    pub(super) name: &'p str,
    pub(super) domain: &'p str,
    pub(super) id_code: Option<&'p str>,
}

/// `ColumnName`, `ColumnDescription`, `ColumnKeywords`, `ColumnType`.
#[derive(Debug, Clone, Serialize)]
pub(super) struct ColumnTags {
    pub(super) name: String,
    pub(super) description: String,
    pub(super) keywords: String,
    pub(super) kind: String,
}

/// `ArticleTitle`, `PubDate`, `ContentSource` and those that are optional.
#[derive(Debug, Clone, Serialize)]
pub(super) struct ArticleTags {
    pub(super) title: String,
    /// `YYYY-MM-DD HH:MM`, as the page shows it.
    pub(super) published: String,
    pub(super) source: String,
    pub(super) keywords: String,
    pub(super) author: Option<String>,
}

impl<'p> Head<'p> {
    /// The head of a page at a path of the site, with what every page has.
    pub(super) fn new(ground: &Ground<'p>, class: &'static str, name: &str, path: &str) -> Self {
        let settings = &ground.portal.site.settings;
        let title = if name.is_empty() {
            format!("政府信息公开 - {}", settings.name)
        } else {
            format!("{name} - 政府信息公开 - {}", settings.name)
        };
        let mut head = Self {
            class,
            title,
            description: format!("{}政府信息公开平台", settings.name),
            canonical: String::new(),
            site: SiteTags::new(settings),
            column: None,
            article: None,
            json_ld: None,
            feeds: Vec::new(),
            crumbs: vec![Link {
                name: "首页".to_owned(),
                href: Some(ground.addresses.href("index.html")),
            }],
            organ: None,
            current: None,
            base: ground.addresses.base(),
            hidden: false,
            lang: ground.addresses.language(),
            characters: None,
        };
        head.stands_at(ground, path);
        head
    }

    /// Says where the page is, in the characters shown and in the others.
    pub(super) fn stands_at(&mut self, ground: &Ground<'p>, path: &str) {
        let addresses = ground.addresses;
        self.canonical = addresses.absolute(path);
        let of = |traditional| addresses.in_characters(traditional);
        let has_both = ground.portal.site.settings.traditional;
        self.characters = has_both.then(|| Characters {
            simplified: of(false).absolute(path),
            traditional: of(true).absolute(path),
            other: of(!addresses.traditional()).href(path),
            table: addresses.href(characters::PATH),
        });
    }

    /// Puts the page under an organ: its frame, its name in title and way.
    pub(super) fn under(mut self, ground: &Ground<'p>, organ: Option<OrganIx>) -> Self {
        if let Some(organ) = organ {
            self.organ = Some(organ);
            self.crumbs.push(Link {
                name: ground.portal.site.register[organ].name.clone(),
                href: Some(ground.addresses.href(&ground.addresses.organ(organ))),
            });
        }
        self
    }

    /// Puts the page into a column: tags, marks of navigation, steps of the way.
    pub(super) fn within(mut self, ground: &Ground<'p>, key: ColumnKey, itself: bool) -> Self {
        let catalogue = &ground.portal.site.catalogue;
        let lineage: Vec<ColumnIx> = catalogue.lineage(key.column).collect();
        for column in lineage.iter().rev() {
            let address = ground.addresses.column(ColumnKey {
                organ: key.organ,
                column: *column,
            });
            self.crumbs.push(Link {
                name: catalogue[*column].name.clone(),
                href: Some(ground.addresses.href(&address)),
            });
        }
        self.column = Some(column_tags(ground, key, &lineage));
        self.current = Some(Current {
            lineage: lineage.iter().map(|ix| &*catalogue[*ix].id).collect(),
            itself,
        });
        self
    }

    /// Ends the way with the page itself, which is not a link.
    pub(super) fn ending(mut self, name: &str) -> Self {
        self.crumbs.push(Link {
            name: name.to_owned(),
            href: None,
        });
        self
    }

    /// Makes the last step of the way the page itself.
    pub(super) fn ending_here(mut self) -> Self {
        if let Some(last) = self.crumbs.last_mut() {
            last.href = None;
        }
        self
    }
}

/// The name of one of several pages of a thing, by what it is narrowed to and its number: 政策文件（2020年，有效，第2页）.
pub(super) fn name_of_page(name: &str, narrowed: &[&str], page: usize) -> String {
    let page = (page > 1).then(|| format!("第{page}页"));
    let parts: Vec<&str> = narrowed.iter().copied().chain(page.as_deref()).collect();
    match parts.as_slice() {
        [] => name.to_owned(),
        parts => format!("{name}（{}）", parts.join("，")),
    }
}

impl<'p> SiteTags<'p> {
    fn new(settings: &'p Settings) -> Self {
        Self {
            name: &settings.name,
            domain: settings.domain(),
            id_code: settings.id_code.as_deref(),
        }
    }
}

/// The tags of a column; its type is the name of the directory or of the statutory field it belongs to.
fn column_tags(ground: &Ground<'_>, key: ColumnKey, lineage: &[ColumnIx]) -> ColumnTags {
    let catalogue = &ground.portal.site.catalogue;
    let column = &catalogue[key.column];
    let whose = key
        .organ
        .map_or(&ground.portal.site.settings.name, |organ| {
            &ground.portal.site.register[organ].name
        });
    let names: Vec<&str> = lineage
        .iter()
        .map(|ix| catalogue[*ix].name.as_str())
        .collect();
    let kind = match names.as_slice() {
        [.., field, _root] => field,
        names => names.first().copied().unwrap_or_default(),
    };
    ColumnTags {
        name: column.name.clone(),
        description: format!("{whose}{}栏目：{}", column.name, column.description),
        keywords: [&names[..], &[whose.as_str(), "政府信息公开"]]
            .concat()
            .join(","),
        kind: kind.to_owned(),
    }
}
