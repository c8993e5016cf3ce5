//! Where commands speak: data to standard output, talk to standard error.

use std::io::{ErrorKind, Write};
use std::path::Path;

use anyhow::Result;
use clap::ValueEnum;

use crate::model::Diagnostic;
use crate::report;

/// `--color`
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Colour {
    Auto,
    Always,
    Never,
}

/// The two streams; `anstream` strips colour where the stream or `NO_COLOR` does not want it.
pub(super) struct Console {
    quiet: bool,
    pub(super) verbose: bool,
}

impl Console {
    pub(super) fn new(colour: Colour, quiet: bool, verbose: bool) -> Self {
        match colour {
            Colour::Auto => anstream::ColorChoice::Auto,
            Colour::Always => anstream::ColorChoice::Always,
            Colour::Never => anstream::ColorChoice::Never,
        }
        .write_global();
        Self { quiet, verbose }
    }

    /// Writes data to standard output. A reader that went away (`| head`) is no failure.
    pub(super) fn data(&self, text: &str) -> Result<()> {
        let mut out = anstream::stdout().lock();
        match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
            other => Ok(other?),
        }
    }

    /// Says something to the person at the terminal, unless they asked for quiet.
    pub(super) fn say(&self, text: &str) -> Result<()> {
        if !self.quiet {
            writeln!(anstream::stderr().lock(), "{text}")?;
        }
        Ok(())
    }

    /// Draws diagnostics on standard error, quiet or not: they are why the command was run.
    pub(super) fn draw(&self, root: &Path, diagnostics: &[Diagnostic]) -> Result<()> {
        let sources = |path: &str| std::fs::read_to_string(root.join(path)).ok();
        let drawn = report::terminal(diagnostics, &sources, true);
        anstream::stderr().lock().write_all(drawn.as_bytes())?;
        Ok(())
    }

    /// Whether a progress bar would reach a person.
    pub(super) fn shows_progress(&self) -> bool {
        !self.quiet && std::io::IsTerminal::is_terminal(&std::io::stderr())
    }
}
