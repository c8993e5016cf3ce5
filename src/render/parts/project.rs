//! A major project over its life cycle: the stages in order, each with what was disclosed of it.

use serde::Serialize;

use super::row::Row;
use crate::model::Item;
use crate::render::ground::Ground;

/// A project.
#[derive(Debug, Serialize)]
pub(in crate::render) struct Project<'p> {
    name: &'p str,
    stages: Vec<Stage<'p>>,
}

/// One stage of its life.
#[derive(Debug, Serialize)]
struct Stage<'p> {
    name: &'p str,
    /// Whether the page is of this stage.
    here: bool,
    rows: Vec<Row<'p>>,
}

impl<'p> Project<'p> {
    /// The project that an item belongs to.
    pub(in crate::render) fn of(ground: &Ground<'p>, item: &'p Item) -> Option<Self> {
        let name = item.project.as_ref()?.value.trim();
        let items = ground.outline.project(name);
        let stages = ground.portal.site.vocabulary.stages.iter();
        let stage_of = |item: &'p Item| item.stage.as_ref().map(|stage| stage.value.trim());
        Some(Self {
            name,
            stages: stages
                .map(|stage| Stage {
                    name: stage,
                    here: stage_of(item) == Some(stage.as_str()),
                    rows: items
                        .iter()
                        .filter(|ix| stage_of(&ground.portal[**ix]) == Some(stage.as_str()))
                        .map(|ix| Row::new(ground, *ix))
                        .collect(),
                })
                .collect(),
        })
    }
}
