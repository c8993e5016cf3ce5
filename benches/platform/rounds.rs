//! What is compared with each other in turn: full builds, what follows one, their floors, and Hugo.
//!
//! # Why
//! The cores of a virtual machine change their speed from one minute to the next. Three builds of the pages and then three
//! floors would be compared across such a change; each round has all of them within half a minute.

use std::path::Path;

use super::hugo::Hugo;
use super::meter::{self, Cost};
use super::site::{Full, Site};
use super::table::Row;
use super::{FULL, Failure, floor};

/// Runs everything `rounds` times, and gives the least of each.
pub fn measure(site: &Site, rounds: usize) -> Result<Vec<Row>, Failure> {
    let hugo = Hugo::prepare(site)?;
    let mut taken: Vec<(&'static str, Vec<Cost>)> = Vec::new();
    for round in 1..=rounds {
        for (at, (what, cost)) in one(site, hugo.as_ref(), round)?.into_iter().enumerate() {
            match taken.get_mut(at) {
                Some((_, costs)) => costs.push(cost),
                None => taken.push((what, vec![cost])),
            }
        }
    }
    let least = |(what, costs): (_, Vec<Cost>)| Row {
        what,
        cost: Cost::least(&costs),
    };
    Ok(taken.into_iter().map(least).collect())
}

/// One round.
fn one(
    site: &Site,
    hugo: Option<&Hugo>,
    round: usize,
) -> Result<Vec<(&'static str, Cost)>, Failure> {
    let out = |name: &str| site.path(&format!("{name}-{round}"));
    let (pages, full, audited) = (out("pages"), out("full"), out("audited"));
    let mut costs = vec![
        ("full build, pages alone", site.full(Full::Pages, &pages)?),
        (
            "floor of the pages: read all, write all",
            least_work(site, &pages, &out("floor-pages"))?,
        ),
        (FULL, site.full(Full::Searched, &full)?),
    ];
    site.settle(&full)?;
    costs.push(("no change", site.build(&full, &[])?));
    site.append("又一段。")?;
    costs.push(("one edit", site.build(&full, &[])?));
    costs.extend([
        (
            "floor of pages and index",
            least_work(site, &full, &out("floor-full"))?,
        ),
        (
            "full build, with index and audit",
            site.full(Full::Audited, &audited)?,
        ),
    ]);
    if let Some(hugo) = hugo {
        costs.push(("Hugo, pages alone", hugo.build(&out("hugo"))?));
    }
    Ok(costs)
}

/// What the machine needs to read the sources and to write files like those of a built site.
fn least_work(site: &Site, built: &Path, to: &Path) -> Result<Cost, Failure> {
    let (content, sizes) = (site.root.join("content"), floor::sizes(built)?);
    meter::of(|| Ok(floor::run(&content, to, &sizes)?))
}
