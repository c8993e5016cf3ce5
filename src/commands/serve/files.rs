//! The files of one state of the site; those of search are planned when the first of them is asked for.
//!
//! # Why
//! To know which files the search index has, every body must be read. An edit is to be on the screen
//! before that, and most previews never search.

use std::collections::HashMap;

use anyhow::Result;

use crate::model::{Artifact, SitePath};
use crate::pipeline;

/// Plans the files of search.
type Plan<'g> = Box<dyn Fn() -> Result<Vec<Artifact<'g>>> + 'g>;

/// All that can be asked for.
pub(super) struct Files<'g> {
    known: HashMap<SitePath, Artifact<'g>>,
    /// None once the files of search are known.
    search: Option<Plan<'g>>,
}

impl<'g> Files<'g> {
    pub(super) fn new(pages: Vec<Artifact<'g>>, search: Plan<'g>) -> Self {
        let mut files = Self {
            known: HashMap::new(),
            search: Some(search),
        };
        files.add(pages);
        files
    }

    fn add(&mut self, artifacts: Vec<Artifact<'g>>) {
        let named = artifacts.into_iter().map(|it| (it.path.clone(), it));
        self.known.extend(named);
    }

    /// The file with this path below the site's root; none where there is none.
    ///
    /// # Errors
    /// When the search index cannot be planned.
    pub(super) fn find(&mut self, path: &str) -> Result<Option<&Artifact<'g>>> {
        let Ok(wanted) = SitePath::new(path) else {
            return Ok(None);
        };
        if path.starts_with(pipeline::SEARCH)
            && !self.known.contains_key(&wanted)
            && let Some(plan) = &self.search
        {
            let planned = plan()?;
            self.add(planned);
            self.search = None;
        }
        Ok(self.known.get(&wanted))
    }
}
