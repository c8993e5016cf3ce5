//! Portal and theme become artifacts: pages, feeds and data that are not made yet.
//!
//! # Why
//! A page is a pure function of theme, frame and its own view, and its key is a digest of exactly
//! these three. So there is no graph of what an edit may touch: what a page shows is in its view, and
//! what is not in its view it cannot show, for templates have no function that reaches for data. The
//! costly parts alone, a body's HTML and a table's rows, stay out of the key; the digests of their
//! sources stand in for them. Of the pages of which there are thousands the whole view stays out, and what it is
//! made of stands in for it (`fingerprints`).

mod addresses;
mod exports;
mod fingerprints;
mod frame;
mod ground;
mod head;
mod json_ld;
mod library;
mod line;
mod outline;
mod page;
mod parts;
mod persons;
mod plan;
mod targets;
mod theme;
mod traditional;
mod views;

use std::collections::HashSet;
use std::mem::discriminant;
use std::sync::Arc;

use self::ground::Ground;
use self::page::{artifact, artifact_covering, make};
use self::parts::data_table::table_pages;
use self::plan::{Page, Plan, part_path};
use self::traditional::Traditional;
use self::views::column::ColumnView;
use self::views::components::ComponentsView;
use self::views::directory::DirectoryView;
use self::views::feed::FeedView;
use self::views::fields::FieldsView;
use self::views::home::HomeView;
use self::views::item::ItemView;
use self::views::library::LibraryView;
use self::views::not_found::NotFoundView;
use self::views::organ::OrganView;
use self::views::organs::OrgansView;
use self::views::redirect::RedirectView;
use self::views::search::SearchView;
use self::views::site_index::{SitemapIndex, SitemapPart};
use self::views::sitemap::SitemapView;
use self::views::table::TableView;
use crate::model::{Artifact, KeyWriter, Portal, SitePath};

pub use self::addresses::TRADITIONAL;
pub use self::theme::Theme;

/// Addresses that one list of the site map may have, by the protocol of sitemaps.org.
const ADDRESSES_OF_A_LIST: usize = 50_000;

/// Everything that the site will have except the attachment files, in order of paths, none of it made.
///
/// # Errors
/// When the theme's frame cannot be rendered, or two pages claim one address.
pub fn artifacts<'p>(portal: &'p Portal, theme: &'p Theme) -> anyhow::Result<Vec<Artifact<'p>>> {
    artifacts_listing(portal, theme, ADDRESSES_OF_A_LIST)
}

/// The same with so many addresses at most in one list of the site map; of more there is an index of lists.
///
/// # Errors
/// As [`artifacts`].
pub fn artifacts_listing<'p>(
    portal: &'p Portal,
    theme: &'p Theme,
    addresses_of_a_list: usize,
) -> anyhow::Result<Vec<Artifact<'p>>> {
    let mut ground = Ground::new(portal, theme)?;
    ground.addresses_of_a_list = addresses_of_a_list;
    let plan = plan::plan(&mut ground)?;
    let mut artifacts = Vec::with_capacity(plan.len());
    if portal.site.settings.traditional {
        artifacts.extend(in_traditional(&ground, &plan)?);
    }
    let ground = Arc::new(ground);
    let pages = plan.into_iter();
    artifacts.extend(pages.map(|(path, page)| of_page(&ground, path, page)));
    artifacts.extend(theme.assets().map(|asset| Artifact {
        path: asset.path.clone(),
        key: Box::new(|_| Ok(KeyWriter::new("asset").part(&asset.bytes).finish().into())),
        make: Box::new(|| Ok(asset.bytes.clone())),
    }));
    artifacts.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(artifacts)
}

/// One page of each kind that the site has, to see whether the theme can make it.
///
/// # Errors
/// As [`artifacts`].
pub fn specimens<'p>(portal: &'p Portal, theme: &'p Theme) -> anyhow::Result<Vec<Artifact<'p>>> {
    let mut ground = Ground::new(portal, theme)?;
    let plan = plan::plan(&mut ground)?;
    let ground = Arc::new(ground);
    let mut kinds = HashSet::new();
    let first = plan
        .into_iter()
        .filter(|(_, page)| kinds.insert(discriminant(page)));
    Ok(first
        .map(|(path, page)| of_page(&ground, path, page))
        .collect())
}

/// The page that shows every component of the theme by its examples; for the preview, no part of the site.
///
/// # Errors
/// When the theme's frame or the page's own template is broken; a broken example is shown in the page.
pub fn components(portal: &Portal, theme: &Theme) -> anyhow::Result<Vec<u8>> {
    let ground = Ground::new(portal, theme)?;
    let path = SitePath::new(views::components::PATH)?;
    make(&ground, ComponentsView::new(&ground), &path)
}

/// What people read once more in traditional characters, and what a search typed in them needs.
fn in_traditional<'p>(ground: &Ground<'p>, plan: &Plan) -> anyhow::Result<Vec<Artifact<'p>>> {
    let ground = Arc::new(ground.in_traditional()?);
    let path = SitePath::new(exports::characters::PATH)?;
    let mut artifacts = vec![exports::characters::artifact(&ground, path)];
    let scripts = ground.traditional.iter().flat_map(Traditional::scripts);
    artifacts.extend(scripts.map(|script| {
        let (path, bytes) = (script.path.clone(), script.bytes.clone());
        Artifact {
            path,
            key: KeyWriter::new("asset").part(&bytes).known(),
            make: Box::new(move || Ok(bytes.clone())),
        }
    }));
    // A table of one page has its rows there.
    let is_whole = |page: &Page| match page {
        Page::TableFile(ix, _) => table_pages(&ground, &ground.portal[*ix]) == 1,
        _ => false,
    };
    let read = plan.iter().filter(|(_, page)| page.is_read());
    for (path, page) in read.filter(|(_, page)| !is_whole(page)) {
        let path = SitePath::new(&format!("{TRADITIONAL}{path}"))?;
        artifacts.push(of_page(&ground, path, *page));
    }
    Ok(artifacts)
}

/// The artifact of one entry of the plan.
fn of_page<'p>(ground: &Arc<Ground<'p>>, path: SitePath, page: Page) -> Artifact<'p> {
    match page {
        Page::Home => artifact(ground, path, HomeView::new),
        Page::Organ(ix) => artifact(ground, path, move |g| OrganView::new(g, ix)),
        Page::List(list) => artifact_covering(
            ground,
            path,
            list.key.organ,
            move |g, key| Ok(ColumnView::cover(g, list, key)),
            move |g| ColumnView::new(g, list),
        ),
        Page::Item(ix) => artifact_covering(
            ground,
            path,
            Some(ground.portal[ix].organ),
            move |g, key| ItemView::cover(g, ix, key),
            move |g| ItemView::new(g, ix),
        ),
        Page::Table(ix, page) => artifact(ground, path, move |g| TableView::new(g, ix, page)),
        Page::Directory(organ, page) => {
            artifact(ground, path, move |g| DirectoryView::new(g, organ, page))
        }
        Page::Organs => artifact(ground, path, OrgansView::new),
        Page::Fields => artifact(ground, path, FieldsView::new),
        Page::Library(page) => artifact(ground, path, move |g| LibraryView::new(g, page)),
        Page::LibraryRows => exports::library::artifact(ground, path),
        Page::Sitemap => artifact(ground, path, SitemapView::new),
        Page::Search => artifact(ground, path, SearchView::new),
        Page::NotFound => artifact(ground, path, NotFoundView::new),
        Page::Redirect(ix) => artifact(ground, path, move |g| RedirectView::new(g, ix)),
        Page::Feed(of) => artifact_covering(
            ground,
            path,
            of.organ(),
            move |g, key| Ok(FeedView::cover(g, of, key)),
            move |g| FeedView::new(g, of),
        ),
        Page::Export(organ, form) => exports::directory::artifact(ground, path, organ, form),
        Page::TableFile(ix, form) => exports::table::artifact(ground, path, ix, form),
        Page::Schema(of) => exports::schema::artifact(ground, path, of),
        Page::SitemapPart(part) => artifact(ground, path, move |g| sitemap_part(g, part)),
        Page::SitemapIndex => artifact(ground, path, sitemap_index),
        Page::Robots => robots(ground, path),
    }
}

fn sitemap_part(ground: &Ground<'_>, part: usize) -> SitemapPart {
    let mut parts = ground.listed.chunks(ground.addresses_of_a_list);
    SitemapPart {
        pages: parts.nth(part - 1).unwrap_or_default().to_vec(),
    }
}

fn sitemap_index(ground: &Ground<'_>) -> SitemapIndex {
    let parts = 1..=ground.listed.len().div_ceil(ground.addresses_of_a_list);
    SitemapIndex {
        parts: parts
            .map(|part| ground.addresses.absolute(&part_path(part)))
            .collect(),
    }
}

/// Everything may be read by everyone; here is the list.
fn robots<'p>(ground: &Ground<'p>, path: SitePath) -> Artifact<'p> {
    let sitemap = ground.addresses.absolute("sitemap.xml");
    let text = format!("User-agent: *\nAllow: /\nSitemap: {sitemap}\n");
    Artifact {
        path,
        key: KeyWriter::new("robots").part(&text).known(),
        make: Box::new(move || Ok(text.clone().into_bytes())),
    }
}
