//! What all pages of an organ share: banner, navigation and footer, rendered once.

mod marks;
mod navigation;

use std::collections::BTreeMap;

use serde::Serialize;
use tera::Value;

pub(super) use self::marks::Current;
use self::marks::Marked;
use self::navigation::Navigation;
use super::addresses::Addresses;
use super::outline::Outline;
use super::theme::Theme;
use crate::model::{KeyWriter, OrganIx, Portal};

/// The shared parts of one organ's pages, or of the county's.
pub(super) struct Frame {
    banner: Value,
    navigation: Marked,
    footer: Value,
    digest: [u8; 16],
}

/// All frames.
pub(super) struct Frames {
    county: Frame,
    organs: BTreeMap<OrganIx, Frame>,
}

/// What the banner shows.
#[derive(Serialize)]
struct Banner<'p> {
    site_name: &'p str,
    organ_name: &'p str,
    organ_id: Option<&'p str>,
    organ_href: String,
    home_href: String,
    search_href: String,
    sample: bool,
}

/// What the footer shows.
#[derive(Serialize)]
struct Footer<'p> {
    host: Option<&'p str>,
    operator: Option<&'p str>,
    contact: Option<&'p str>,
    id_code: Option<&'p str>,
    icp: Option<&'p str>,
    police_record: Option<&'p str>,
    find_error_url: Option<&'p str>,
    home_href: String,
    sitemap_href: String,
    register_href: String,
    feed_href: String,
}

impl Frames {
    /// Renders the frame of the county and of every organ that has pages.
    pub(super) fn render(
        portal: &Portal,
        theme: &Theme,
        outline: &Outline<'_>,
        addresses: Addresses<'_>,
    ) -> anyhow::Result<Self> {
        let render = |organ| Frame::render(portal, theme, outline, addresses, organ);
        let organs = outline.organs().iter();
        Ok(Self {
            county: render(None)?,
            organs: organs
                .map(|organ| Ok((*organ, render(Some(*organ))?)))
                .collect::<anyhow::Result<_>>()?,
        })
    }

    /// The frame of an organ; the county's where there is none.
    pub(super) fn of(&self, organ: Option<OrganIx>) -> &Frame {
        organ
            .and_then(|organ| self.organs.get(&organ))
            .unwrap_or(&self.county)
    }
}

impl Frame {
    fn render(
        portal: &Portal,
        theme: &Theme,
        outline: &Outline<'_>,
        addresses: Addresses<'_>,
        organ: Option<OrganIx>,
    ) -> anyhow::Result<Self> {
        let banner = theme.component("banner", &Banner::new(portal, &addresses, organ))?;
        let navigation = Navigation::new(portal, &addresses, outline, organ);
        let navigation = theme.component("organ_nav", &navigation)?;
        let footer = theme.component("footer", &Footer::new(portal, &addresses))?;
        let digest = KeyWriter::new("frame")
            .part(&banner)
            .part(&navigation)
            .part(&footer)
            .finish();
        Ok(Self {
            banner: Value::safe_string(&banner),
            navigation: Marked::read(navigation),
            footer: Value::safe_string(&footer),
            digest: digest.0,
        })
    }

    /// Fingerprint of all three parts.
    pub(super) fn digest(&self) -> &[u8; 16] {
        &self.digest
    }

    /// The three parts as the templates name them, navigation marked for the page.
    pub(super) fn values(&self, current: Option<&Current<'_>>) -> Vec<(&'static str, Value)> {
        const NOWHERE: &Current<'_> = &Current {
            lineage: Vec::new(),
            itself: false,
        };
        let navigation = self.navigation.marked_for(current.unwrap_or(NOWHERE));
        vec![
            ("frame_banner", self.banner.clone()),
            ("frame_navigation", Value::safe_string(&navigation)),
            ("frame_footer", self.footer.clone()),
        ]
    }
}

impl<'p> Banner<'p> {
    fn new(portal: &'p Portal, addresses: &Addresses<'p>, organ: Option<OrganIx>) -> Self {
        let settings = &portal.site.settings;
        let register = &portal.site.register;
        Self {
            site_name: &settings.name,
            organ_name: organ.map_or(&settings.name, |organ| &register[organ].name),
            organ_id: organ.map(|organ| &*register[organ].id),
            organ_href: organ.map_or_else(
                || addresses.href("index.html"),
                |organ| addresses.href(&addresses.organ(organ)),
            ),
            home_href: addresses.href("index.html"),
            search_href: addresses.href("search/index.html"),
            sample: settings.sample,
        }
    }
}

impl<'p> Footer<'p> {
    fn new(portal: &'p Portal, addresses: &Addresses<'p>) -> Self {
        let settings = &portal.site.settings;
        Self {
            host: settings.host.as_deref(),
            operator: settings.operator.as_deref(),
            contact: settings.contact.as_deref(),
            id_code: settings.id_code.as_deref(),
            icp: settings.icp.as_deref(),
            police_record: settings.police_record.as_deref(),
            find_error_url: settings.find_error_url.as_deref(),
            home_href: addresses.href("index.html"),
            sitemap_href: addresses.href("sitemap.html"),
            register_href: addresses.href("organs.html"),
            feed_href: addresses.href("feed.xml"),
        }
    }
}
