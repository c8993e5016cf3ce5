//! The page of one disclosed thing.

use serde::Serialize;

use crate::model::{ColumnIx, ColumnKey, Item, ItemIx, KeyWriter};
use crate::render::exports::directory;
use crate::render::ground::Ground;
use crate::render::head::{ArticleTags, Head, Link};
use crate::render::json_ld;
use crate::render::page::View;
use crate::render::parts::attachment::{self, Download, downloads};
use crate::render::parts::beside::{Beside, beside};
use crate::render::parts::citation::citation;
use crate::render::parts::data_table::TablePage;
use crate::render::parts::metadata::{Fact, facts};
use crate::render::parts::notice::Notice;
use crate::render::parts::phone_code::PhoneCode;
use crate::render::parts::project::Project;
use crate::render::parts::proposal::Original;
use crate::render::parts::related::{Related, related};
use crate::render::parts::row::Row;
use crate::render::parts::text;

/// Everything on an item's page.
#[derive(Serialize)]
pub(in crate::render) struct ItemView<'p> {
    head: Head<'p>,
    title: &'p str,
    /// Who discloses it, over the title and in print.
    organ: &'p str,
    number: Option<String>,
    published: Option<String>,
    source_name: &'p str,
    facts: Vec<Fact>,
    notice: Option<Notice<'p>>,
    /// That it does not hold yet or will not for long, contradicts itself, or interprets what has ended.
    further_notices: Vec<Notice<'p>>,
    comment: Option<Comment<'p>>,
    /// On what stands in 依申请公开: the entrance where applications are made.
    apply_url: Option<&'p str>,
    contents: Vec<text::Entry<'p>>,
    body: String,
    table: Option<TablePage<'p>>,
    proposal: Option<Original<'p>>,
    attachments: Vec<Download<'p>>,
    /// Interpretations, or the documents that this interprets.
    beside: Vec<Beside<'p>>,
    related: Vec<Related<'p>>,
    citation: String,
    phone_code: Option<PhoneCode>,
    project: Option<Project<'p>>,
    newer: Option<Row<'p>>,
    older: Option<Row<'p>>,
    /// A statement that there is no information of the column.
    absent: bool,
    #[serde(skip)]
    item: &'p Item,
    #[serde(skip)]
    ix: ItemIx,
}

/// Asking the public for its opinion on a draft.
#[derive(Debug, Serialize)]
struct Comment<'p> {
    from: Option<String>,
    until: Option<String>,
    outcome: Option<&'p str>,
    state: &'static str,
}

impl<'p> ItemView<'p> {
    /// Adds to a key all that the page depends on besides site and frame.
    ///
    /// # Errors
    /// When what other items make of the page cannot be written out, which is a defect.
    pub(in crate::render) fn cover(
        ground: &Ground<'p>,
        ix: ItemIx,
        key: KeyWriter,
    ) -> anyhow::Result<KeyWriter> {
        let item = &ground.portal[ix];
        let column = ground.outline.home_column(ix);
        let key = key
            .part(item.source.as_bytes())
            .part(column.map_or(u32::MAX, |column| column.0).to_le_bytes())
            .part([u8::from(feed(ground, ix).is_some())]);
        let key = directory::cover(ground, [&ix], key);
        let key = attachment::cover(ground, item, key);
        let key = text::fingerprint(ground, item, key);
        // Most items have none of these, so that they may be looked at as they will show.
        let from_others = (
            Notice::of(ground, ix),
            Notice::further(ground, ix),
            Comment::of(ground, item),
            beside(ground, ix),
            related(ground, ix),
            Project::of(ground, item),
        );
        let key = key.part(postcard::to_stdvec(&from_others)?);
        let neighbours = ground.outline.neighbours(ix);
        let neighbours = [neighbours.newer, neighbours.older];
        Ok(neighbours.iter().fold(key, |key, neighbour| {
            directory::cover(ground, neighbour, key.part("neighbour"))
        }))
    }

    pub(in crate::render) fn new(ground: &Ground<'p>, ix: ItemIx) -> Self {
        let item = &ground.portal[ix];
        let neighbours = ground.outline.neighbours(ix);
        let organ = &ground.portal.site.register[item.organ];
        Self {
            head: head(ground, ix, item),
            title: &item.title.value,
            organ: &organ.name,
            number: item.number_shown(),
            published: item.published_at.as_ref().map(|moment| moment.minute()),
            source_name: item.origin.as_deref().unwrap_or(&organ.name),
            facts: facts(ground, ix),
            notice: Notice::of(ground, ix),
            further_notices: Notice::further(ground, ix),
            comment: Comment::of(ground, item),
            apply_url: apply_url(ground, ix),
            contents: text::contents(item),
            body: String::new(),
            table: TablePage::of(ground, item, 1),
            proposal: Original::of(ground, item),
            attachments: downloads(ground, item),
            beside: beside(ground, ix),
            related: related(ground, ix),
            citation: citation(item, &organ.name),
            phone_code: None,
            project: Project::of(ground, item),
            newer: neighbours.newer.map(|ix| Row::new(ground, ix)),
            older: neighbours.older.map(|ix| Row::new(ground, ix)),
            absent: item.absent,
            item,
            ix,
        }
    }
}

impl<'p> View<'p> for ItemView<'p> {
    const TEMPLATE: &'static str = "item.html";

    fn head(&self) -> Option<&Head<'p>> {
        Some(&self.head)
    }

    fn source(&self) -> Option<&'p str> {
        Some(&self.item.source)
    }

    fn complete(&mut self, ground: &Ground<'p>) {
        let files: Vec<&str> = self.attachments.iter().map(Download::title).collect();
        self.body = text::with_note(text::html(ground, self.item), &files);
        self.head.json_ld = Some(json_ld::item(ground, self.ix));
        self.phone_code = PhoneCode::of(&self.head.canonical);
        if let Some(table) = &mut self.table {
            table.complete(ground);
        }
    }
}

impl<'p> Comment<'p> {
    fn of(ground: &Ground<'p>, item: &'p Item) -> Option<Self> {
        let from = item.comment_from.as_ref().map(|day| day.value);
        let until = item.comment_until.as_ref().map(|day| day.value);
        let outcome = item.outcome.as_ref().map(|outcome| outcome.value.as_str());
        if from.is_none() && until.is_none() && outcome.is_none() {
            return None;
        }
        let today = ground.portal.as_of;
        let state = if outcome.is_some() {
            "征求意见已经结束，结果如下"
        } else if until.is_some_and(|until| until < today) {
            "征求意见已经结束"
        } else if from.is_some_and(|from| from > today) {
            "征求意见尚未开始"
        } else {
            "正在征求意见"
        };
        Some(Self {
            from: from.map(|day| day.to_string()),
            until: until.map(|day| day.to_string()),
            outcome,
            state,
        })
    }
}

fn apply_url<'p>(ground: &Ground<'p>, ix: ItemIx) -> Option<&'p str> {
    let site = &ground.portal.site;
    let column = ground.outline.home_column(ix)?;
    let url = site.settings.apply_url.as_deref();
    url.filter(|_| site.catalogue[column].apart)
}

/// The feed of the column under which an item is found, which only a column with items has.
fn feed(ground: &Ground<'_>, ix: ItemIx) -> Option<(ColumnIx, String)> {
    let column = ground.outline.home_column(ix)?;
    let organ = Some(ground.portal[ix].organ);
    let feed = ground.addresses.column_feed(ColumnKey { organ, column });
    ground.paths.contains(&feed).then_some((column, feed))
}

/// The head of an item's page and of the further pages of its table.
pub(super) fn head<'p>(ground: &Ground<'p>, ix: ItemIx, item: &'p Item) -> Head<'p> {
    let path = ground.portal.item_path(item);
    let mut head = Head::new(ground, "gk-item", &item.title, &path).under(ground, Some(item.organ));
    if let Some(column) = ground.outline.home_column(ix) {
        let organ = Some(item.organ);
        head = head.within(ground, ColumnKey { organ, column }, false);
    }
    let organ = &ground.portal.site.register[item.organ];
    head.description = match &item.summary {
        Some(summary) => summary.value.clone(),
        None => format!("{}：{}", organ.name, item.title.value),
    };
    head.article = Some(ArticleTags {
        title: item.title.value.clone(),
        published: item
            .published_at
            .as_ref()
            .map(|moment| moment.minute())
            .unwrap_or_default(),
        source: item.origin.clone().unwrap_or_else(|| organ.name.clone()),
        keywords: item.keywords.join(","),
        author: item.author.clone(),
    });
    let link = |(column, feed): (ColumnIx, String)| Link {
        name: format!(
            "{}{}",
            organ.name, ground.portal.site.catalogue[column].name
        ),
        href: Some(ground.addresses.href(&feed)),
    };
    head.feeds = feed(ground, ix).map(link).into_iter().collect();
    head.ending(&item.title)
}
