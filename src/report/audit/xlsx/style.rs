//! How cells look: the three colours of severities, each beside its word or sign.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use crate::model::{ColumnStatus, Severity, TaskState};

/// What a cell says of its organ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tone {
    /// Unlawful, missing, too late.
    Bad,
    /// Late, out of date.
    Late,
    /// Worth a look.
    Note,
    /// As it should be.
    Good,
    /// Neither.
    Plain,
}

impl Tone {
    pub(super) fn of_severity(severity: Severity) -> Self {
        match severity {
            Severity::Error => Self::Bad,
            Severity::Warning => Self::Late,
            Severity::Info => Self::Note,
        }
    }

    pub(super) fn of_status(status: ColumnStatus) -> Self {
        match status {
            ColumnStatus::Filled => Self::Good,
            ColumnStatus::Stated => Self::Note,
            ColumnStatus::Empty => Self::Bad,
            ColumnStatus::Stale => Self::Late,
            ColumnStatus::NotRequired => Self::Plain,
        }
    }

    pub(super) fn of_task(state: TaskState) -> Self {
        match state {
            TaskState::Done => Self::Good,
            TaskState::Open => Self::Note,
            TaskState::Overdue => Self::Bad,
        }
    }
}

/// The formats of the workbook.
pub(super) struct Styles {
    pub(super) title: Format,
    pub(super) label: Format,
    pub(super) head: Format,
    /// Column names of the matrix, read from below.
    pub(super) upright: Format,
    pub(super) text: Format,
    pub(super) day: Format,
    tones: [Format; 5],
    signs: [Format; 5],
}

impl Styles {
    pub(super) fn new() -> Self {
        let cell = || {
            Format::new()
                .set_border(FormatBorder::Thin)
                .set_border_color(Color::RGB(0x00c9_d3dd))
                .set_align(FormatAlign::Top)
        };
        let head = cell()
            .set_bold()
            .set_background_color(Color::RGB(0x00ea_f2f9))
            .set_align(FormatAlign::VerticalCenter);
        // Ink on ground: 4.5:1 or more each.
        let inks: [(u32, Option<u32>); 5] = [
            (0x00a8_1e1e, Some(0x00fd_f1f0)),
            (0x007a_4a00, Some(0x00ff_f4d6)),
            (0x000b_4f8a, Some(0x00ea_f2f9)),
            (0x0014_5c2e, Some(0x00e6_f4ea)),
            (0x0059_6673, None),
        ];
        let toned = |(ink, ground): (u32, Option<u32>)| {
            let format = cell().set_font_color(Color::RGB(ink));
            match ground {
                Some(ground) => format.set_background_color(Color::RGB(ground)),
                None => format,
            }
        };
        let tones = inks.map(toned);
        Self {
            title: Format::new().set_bold().set_font_size(16),
            label: Format::new().set_bold().set_align(FormatAlign::Top),
            upright: head.clone().set_rotation(90).set_text_wrap(),
            head: head.set_text_wrap(),
            text: cell().set_text_wrap(),
            day: cell().set_num_format("yyyy-mm-dd"),
            signs: tones
                .clone()
                .map(|tone| tone.set_align(FormatAlign::Center)),
            tones,
        }
    }

    pub(super) fn tone(&self, tone: Tone) -> &Format {
        self.tones.get(tone as usize).unwrap_or(&self.text)
    }

    /// As [`Styles::tone`], in the middle of its cell.
    pub(super) fn sign(&self, tone: Tone) -> &Format {
        self.signs.get(tone as usize).unwrap_or(&self.text)
    }
}
