//! What all pages of an organ share: banner, navigation and footer, rendered once, when the first of them is made.

mod marks;
mod navigation;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use anyhow::anyhow;
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
pub(super) struct Frame<'p> {
    portal: &'p Portal,
    theme: &'p Theme,
    addresses: Addresses<'p>,
    organ: Option<OrganIx>,
    digest: [u8; 16],
    rendered: OnceLock<Result<Rendered, String>>,
}

/// What the three parts show.
#[derive(Serialize)]
struct Parts<'p> {
    banner: Banner<'p>,
    navigation: Navigation<'p>,
    footer: Footer<'p>,
}

/// The three parts as they stand in pages.
struct Rendered {
    banner: Value,
    navigation: Marked,
    footer: Value,
}

/// All frames.
pub(super) struct Frames<'p> {
    county: Frame<'p>,
    organs: BTreeMap<OrganIx, Frame<'p>>,
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

impl<'p> Frames<'p> {
    /// The frame of the county, rendered, so that a broken theme shows at once, and of every organ that has pages.
    pub(super) fn new(
        portal: &'p Portal,
        theme: &'p Theme,
        outline: &Outline<'p>,
        addresses: Addresses<'p>,
    ) -> anyhow::Result<Self> {
        let frame = |organ| Frame::new((portal, theme, addresses), outline, organ);
        let county = frame(None)?;
        let rendered = county.parts(outline).render(theme)?;
        county.rendered.get_or_init(|| Ok(rendered));
        let organs = outline.organs().iter();
        Ok(Self {
            county,
            organs: organs
                .map(|organ| Ok((*organ, frame(Some(*organ))?)))
                .collect::<anyhow::Result<_>>()?,
        })
    }

    /// The frame of an organ; the county's where there is none.
    pub(super) fn of(&self, organ: Option<OrganIx>) -> &Frame<'p> {
        organ
            .and_then(|organ| self.organs.get(&organ))
            .unwrap_or(&self.county)
    }
}

impl<'p> Frame<'p> {
    fn new(
        (portal, theme, addresses): (&'p Portal, &'p Theme, Addresses<'p>),
        outline: &Outline<'p>,
        organ: Option<OrganIx>,
    ) -> anyhow::Result<Self> {
        let mut frame = Self {
            portal,
            theme,
            addresses,
            organ,
            digest: [0; 16],
            rendered: OnceLock::new(),
        };
        let parts = postcard::to_stdvec(&frame.parts(outline))?;
        frame.digest = KeyWriter::new("frame").part(parts).finish().0;
        Ok(frame)
    }

    fn parts(&self, outline: &Outline<'p>) -> Parts<'p> {
        Parts::new(self.portal, outline, self.addresses, self.organ)
    }

    /// Fingerprint of all that the three parts show.
    pub(super) fn digest(&self) -> &[u8; 16] {
        &self.digest
    }

    /// The three parts as the templates name them, navigation marked for the page.
    ///
    /// # Errors
    /// When one of them cannot be rendered.
    pub(super) fn values(
        &self,
        outline: &Outline<'p>,
        current: Option<&Current<'_>>,
    ) -> anyhow::Result<Vec<(&'static str, Value)>> {
        const NOWHERE: &Current<'_> = &Current {
            lineage: Vec::new(),
            itself: false,
        };
        let rendered = self.rendered.get_or_init(|| {
            let rendered = self.parts(outline).render(self.theme);
            rendered.map_err(|error| format!("{error:#}"))
        });
        let rendered = rendered.as_ref().map_err(|error| anyhow!("{error}"))?;
        let navigation = rendered.navigation.marked_for(current.unwrap_or(NOWHERE));
        Ok(vec![
            ("frame_banner", rendered.banner.clone()),
            ("frame_navigation", Value::safe_string(&navigation)),
            ("frame_footer", rendered.footer.clone()),
        ])
    }
}

impl<'p> Parts<'p> {
    fn new(
        portal: &'p Portal,
        outline: &Outline<'p>,
        addresses: Addresses<'p>,
        organ: Option<OrganIx>,
    ) -> Self {
        Self {
            banner: Banner::new(portal, &addresses, organ),
            navigation: Navigation::new(portal, &addresses, outline, organ),
            footer: Footer::new(portal, &addresses),
        }
    }

    fn render(&self, theme: &Theme) -> anyhow::Result<Rendered> {
        let banner = theme.component("banner", &self.banner)?;
        let navigation = theme.component("organ_nav", &self.navigation)?;
        let footer = theme.component("footer", &self.footer)?;
        Ok(Rendered {
            banner: Value::safe_string(&banner),
            navigation: Marked::read(navigation),
            footer: Value::safe_string(&footer),
        })
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
