//! The list of everything that the site will have, before any of it is made.

use std::collections::{BTreeMap, HashSet};

use anyhow::bail;

use super::addresses::ListPage;
use super::exports::directory::Form;
use super::exports::schema::SchemaOf;
use super::exports::table::TableForm;
use super::ground::{Ground, Listed};
use super::library::LibraryPage;
use super::parts::data_table::table_pages;
use super::parts::filters::{self, list_pages};
use super::views::directory::directory_pages;
use super::views::feed::FeedOf;
use super::views::fields;
use super::views::library;
use crate::model::{ColumnKey, ItemIx, OrganIx, SitePath};

/// One file of the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Page {
    Home,
    Organ(OrganIx),
    List(ListPage),
    Item(ItemIx),
    Table(ItemIx, usize),
    Directory(Option<OrganIx>, usize),
    Organs,
    Fields,
    Library(LibraryPage),
    LibraryRows,
    Sitemap,
    Search,
    NotFound,
    Redirect(ItemIx),
    Feed(FeedOf),
    Export(Option<OrganIx>, Form),
    /// An item's data table as a file.
    TableFile(ItemIx, TableForm),
    /// What open data looks like.
    Schema(SchemaOf),
    /// The list of addresses for search engines, or part of it from 1.
    SitemapPart(usize),
    /// The index of its parts, when there are several.
    SitemapIndex,
    Robots,
}

impl Page {
    /// Whether a site in both sets of characters has it in both: pages, and the rows that their scripts show.
    pub(super) fn is_read(self) -> bool {
        match self {
            Self::Home
            | Self::Organ(_)
            | Self::List(_)
            | Self::Item(_)
            | Self::Table(..)
            | Self::Directory(..)
            | Self::Organs
            | Self::Fields
            | Self::Library(_)
            | Self::LibraryRows
            | Self::TableFile(_, TableForm::Json)
            | Self::Sitemap
            | Self::Search
            | Self::NotFound
            | Self::Redirect(_) => true,
            Self::Feed(_)
            | Self::Export(..)
            | Self::TableFile(..)
            | Self::Schema(_)
            | Self::SitemapPart(_)
            | Self::SitemapIndex
            | Self::Robots => false,
        }
    }
}

/// Every page by its path.
pub(super) type Plan = BTreeMap<SitePath, Page>;

/// Lists everything; `listed` of the ground is filled on the way.
///
/// # Errors
/// When two pages claim one path, or an id cannot stand in a path.
pub(super) fn plan(ground: &mut Ground<'_>) -> anyhow::Result<Plan> {
    let mut pages: Vec<(String, Page)> = site(ground);
    for organ in ground.outline.organs() {
        organ_pages(ground, *organ, &mut pages);
    }
    for (ix, item) in ground.portal.iter() {
        pages.push((ground.portal.item_path(item), Page::Item(ix)));
        for page in 2..=table_pages(ground, item) {
            pages.push((ground.addresses.table(item, page), Page::Table(ix, page)));
        }
        for form in ground.table(item).iter().flat_map(|_| TableForm::ALL) {
            let path = ground.addresses.table_file(item, form.ending());
            pages.push((path, Page::TableFile(ix, form)));
        }
    }
    for organ in std::iter::once(None).chain(ground.outline.organs().iter().copied().map(Some)) {
        column_pages(ground, organ, &mut pages);
    }
    let mut plan = Plan::new();
    for (path, page) in pages {
        claim(ground, &mut plan, &path, page)?;
    }
    ground.listed = listed(ground, &plan);
    for (path, page) in sitemap_parts(ground.listed.len(), ground.addresses_of_a_list) {
        claim(ground, &mut plan, &path, page)?;
    }
    redirects(ground, &mut plan);
    let files = ground.portal.published_files().into_keys();
    let paths = plan.keys().map(ToString::to_string).chain(files);
    ground.paths = paths.collect::<HashSet<_>>();
    Ok(plan)
}

fn site(ground: &Ground<'_>) -> Vec<(String, Page)> {
    let mut pages = vec![
        ("index.html".to_owned(), Page::Home),
        ("organs.html".to_owned(), Page::Organs),
        (fields::PATH.to_owned(), Page::Fields),
        ("sitemap.html".to_owned(), Page::Sitemap),
        ("404.html".to_owned(), Page::NotFound),
        ("robots.txt".to_owned(), Page::Robots),
        ("feed.xml".to_owned(), Page::Feed(FeedOf::All(None))),
        ("search/index.html".to_owned(), Page::Search),
    ];
    directory(ground, None, &mut pages);
    pages.extend(SchemaOf::ALL.map(|of| (of.path().to_owned(), Page::Schema(of))));
    let library = ground.library.pages().into_iter();
    pages.extend(library.map(|page| (ground.addresses.library(page), Page::Library(page))));
    if ground.library.has_further_pages() {
        pages.push((library::ROWS_PATH.to_owned(), Page::LibraryRows));
    }
    pages
}

fn organ_pages(ground: &Ground<'_>, organ: OrganIx, pages: &mut Vec<(String, Page)>) {
    pages.push((ground.addresses.organ(organ), Page::Organ(organ)));
    if !ground.outline.disclosed(Some(organ)).is_empty() {
        let feed = ground.addresses.within(Some(organ), "feed.xml");
        pages.push((feed, Page::Feed(FeedOf::All(Some(organ)))));
    }
    directory(ground, Some(organ), pages);
}

fn directory(ground: &Ground<'_>, organ: Option<OrganIx>, pages: &mut Vec<(String, Page)>) {
    for page in 1..=directory_pages(ground, organ) {
        let path = ground.addresses.directory(organ, page);
        pages.push((path, Page::Directory(organ, page)));
    }
    for (name, form) in [("directory.csv", Form::Csv), ("directory.json", Form::Json)] {
        let path = ground.addresses.within(organ, name);
        pages.push((path, Page::Export(organ, form)));
    }
}

fn column_pages(ground: &Ground<'_>, organ: Option<OrganIx>, pages: &mut Vec<(String, Page)>) {
    for (column, _) in ground.outline.columns(organ) {
        let key = ColumnKey { organ, column };
        let items = ground.portal.shelf(organ, column).items.len();
        for narrowed in filters::lists(ground, key) {
            for page in 1..=list_pages(ground, key, narrowed.rows) {
                let list = ListPage {
                    key,
                    year: narrowed.year,
                    validity: narrowed.validity,
                    page,
                };
                pages.push((ground.addresses.list(list), Page::List(list)));
            }
        }
        if items > 0 {
            let feed = Page::Feed(FeedOf::Column(key));
            pages.push((ground.addresses.column_feed(key), feed));
        }
    }
}

fn claim(ground: &Ground<'_>, plan: &mut Plan, path: &str, page: Page) -> anyhow::Result<()> {
    let path = SitePath::new(path)?;
    if let Some(first) = plan.insert(path.clone(), page) {
        bail!(
            "网址 /{path} 有两处要用：{}，{}。请给其中一条信息另设编号（id）",
            described(ground, first),
            described(ground, page)
        );
    }
    Ok(())
}

/// What a page is, for the message that two claim one address.
fn described(ground: &Ground<'_>, page: Page) -> String {
    match page {
        Page::Item(ix) => ground.portal[ix].source.to_string(),
        Page::Table(ix, page) => format!("{} 数据表的第{page}页", ground.portal[ix].source),
        _ => "平台自己的页面".to_owned(),
    }
}

/// The pages that search engines should know; further pages of lists lead to nothing new.
fn listed(ground: &Ground<'_>, plan: &Plan) -> Vec<Listed> {
    let is_listed = |page: &Page| match page {
        Page::Home
        | Page::Organ(_)
        | Page::Item(_)
        | Page::Organs
        | Page::Fields
        | Page::Sitemap => true,
        Page::List(list) => list.page == 1 && list.year.is_none() && list.validity.is_none(),
        Page::Directory(_, page) => *page == 1,
        Page::Library(of) => ground.library.first() == Some(*of),
        _ => false,
    };
    let date = |page: &Page| match page {
        Page::Item(ix) => ground.portal[*ix].published_on().map(|day| day.to_string()),
        _ => None,
    };
    plan.iter()
        .filter(|(_, page)| is_listed(page))
        .map(|(path, page)| Listed {
            address: ground.addresses.absolute(path.as_str()),
            date: date(page),
        })
        .collect()
}

fn sitemap_parts(listed: usize, most: usize) -> Vec<(String, Page)> {
    if listed <= most {
        return vec![("sitemap.xml".to_owned(), Page::SitemapPart(1))];
    }
    let index = ("sitemap.xml".to_owned(), Page::SitemapIndex);
    let parts = (1..=listed.div_ceil(most)).map(|part| (part_path(part), Page::SitemapPart(part)));
    std::iter::once(index).chain(parts).collect()
}

/// `sitemap-2.xml`
pub(super) fn part_path(part: usize) -> String {
    format!("sitemap-{part}.xml")
}

/// Old addresses lead to their items, where nothing else claims them.
fn redirects(ground: &Ground<'_>, plan: &mut Plan) {
    for (ix, item) in ground.portal.iter() {
        for alias in &item.aliases {
            if let Ok(path) = SitePath::new(alias) {
                plan.entry(path).or_insert(Page::Redirect(ix));
            }
        }
    }
}
