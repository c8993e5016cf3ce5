//! The theme: templates and components compiled once, style sheet and scripts put together.
//!
//! # Why
//! Tera's own reports are English, misplace their carets after Chinese and never say which page was
//! being made, so errors are drawn again in `fault`. Templates are given filters and components and
//! no function that could fetch data: what a page shows is its view, and the view is in its key.

mod assets;
mod bounded;
mod brackets;
mod compact;
mod examples;
mod fault;
mod filters;
mod misplaced;
mod range;
mod settings;
mod source;
mod tags;
mod unread;
mod words;
mod yaml;

use std::sync::Arc;

use serde::Serialize;
use tera::{Context, Tera, Value};

use self::assets::Assets;
use self::bounded::Page;
use self::settings::ThemeSettings;
use crate::model::{KeyWriter, ThemeFiles};

pub(super) use self::assets::Asset;
pub(super) use self::examples::{Component, Example, Examples};

/// A theme, ready to make pages of.
pub struct Theme {
    tera: Tera,
    files: ThemeFiles,
    assets: Assets,
    unread: Vec<Arc<str>>,
    digest: [u8; 16],
}

impl std::fmt::Debug for Theme {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Theme")
            .field("files", &self.files.0.len())
            .finish_non_exhaustive()
    }
}

impl Theme {
    /// Compiles templates and components and puts together the style sheet.
    ///
    /// # Errors
    /// When `theme.yaml` cannot be read, a style or script that it lists is missing, a template, style or script is
    /// not UTF-8, a style sheet does not close what it opens, or Tera refuses a template; the message shows the line.
    pub fn compile(files: &ThemeFiles) -> anyhow::Result<Self> {
        let settings = ThemeSettings::read(files)?;
        let assets = Assets::assemble(files, &settings)?;
        let mut tera = Tera::new();
        filters::register(&mut tera, &assets);
        bounded::register(&mut tera);
        let mut digest = KeyWriter::new("theme");
        let mut templates = Vec::new();
        for (path, file) in &files.0 {
            let Some(name) = template_name(path) else {
                continue;
            };
            let source = source::template(file)?;
            digest = digest.part(name).part(source);
            templates.push((name, source));
        }
        tera.add_raw_templates(templates)
            .map_err(|error| fault::explain(&error, files, None))?;
        for asset in assets.iter() {
            digest = digest.part(asset.path.as_str());
        }
        Ok(Self {
            tera,
            unread: unread::unread(files, &settings)
                .into_iter()
                .map(|file| Arc::clone(&file.origin))
                .collect(),
            files: files.clone(),
            assets,
            digest: digest.finish().0,
        })
    }

    /// Renders one component with the given arguments, as its `examples.yaml` does.
    ///
    /// # Errors
    /// When there is no such component, or the arguments are not those that it takes.
    pub fn component<A: Serialize + ?Sized>(
        &self,
        name: &str,
        arguments: &A,
    ) -> anyhow::Result<String> {
        self.render_component(name, arguments, &format!("组件 {name}"))
    }

    /// Every component with what its `examples.yaml` says.
    pub(super) fn components(&self) -> Vec<Component<'_>> {
        examples::components(&self.files)
    }

    /// Renders one example of a component.
    ///
    /// # Errors
    /// As [`Theme::component`]; the message names file and line of the example.
    pub(super) fn example(
        &self,
        component: &Component<'_>,
        examples: &Examples,
        example: &Example,
    ) -> anyhow::Result<String> {
        let line = example.name.referenced.line();
        let page = format!("{}:{line} 的示例「{}」", examples.file, example.name.value);
        self.render_component(&component.name, &example.arguments, &page)
    }

    fn render_component<A: Serialize + ?Sized>(
        &self,
        name: &str,
        arguments: &A,
        page: &str,
    ) -> anyhow::Result<String> {
        range::begin();
        let mut written = Page::begin();
        let rendered = Context::from_serialize(arguments).and_then(|context| {
            let tera = &self.tera;
            tera.render_component_to(name, &context, None, true, &mut written)
        });
        if let Err(error) = rendered {
            let told = written.too_long(&error, &format!("组件 {name}"));
            return Err(match told {
                Some(told) => fault::while_making(Some(page), &told),
                None => misplaced::explain_component(name, &error, &self.files, page),
            });
        }
        Ok(String::from_utf8(written.end())?)
    }

    /// Renders a template to UTF-8; `page` names the page and its source in messages.
    ///
    /// Bytes, for that is what files are made of: to look through every page for what is no UTF-8 took a
    /// twenty-fifth of a build.
    pub(super) fn render<V: Serialize + ?Sized>(
        &self,
        template: &str,
        view: &V,
        frame: Vec<(&'static str, Value)>,
        page: &str,
    ) -> anyhow::Result<Vec<u8>> {
        range::begin();
        let mut written = Page::begin();
        let rendered = Context::from_serialize(view).and_then(|mut context| {
            for (name, value) in frame {
                context.insert_value(name, value);
            }
            self.tera.render_to(template, &context, &mut written)
        });
        if let Err(error) = rendered {
            let file = fault::file_of(&self.files, template);
            let told = written.too_long(&error, file.map_or(template, |file| &file.origin));
            return Err(match told {
                Some(told) => fault::while_making(Some(page), &told),
                None => fault::explain(&error, &self.files, Some(page)),
            });
        }
        Ok(written.end())
    }

    /// Where the site's own files are that nothing reads: `themes/default/county.css`.
    pub fn unread(&self) -> impl Iterator<Item = &str> {
        self.unread.iter().map(|origin| &**origin)
    }

    /// Fingerprint of every template and of the names (hence contents) of all assets.
    pub(super) fn digest(&self) -> &[u8; 16] {
        &self.digest
    }

    /// Where an asset is published, by the name that templates use.
    #[must_use]
    pub fn asset(&self, name: &str) -> Option<&str> {
        self.assets.path(name)
    }

    /// The files that pages ask for: style sheet, script, images.
    pub(super) fn assets(&self) -> impl Iterator<Item = &Asset> {
        self.assets.iter()
    }
}

/// The name by which templates know each other; none for what is no template.
fn template_name(path: &str) -> Option<&str> {
    let is_markup = [".html", ".xml"].iter().any(|end| path.ends_with(end));
    let name = path
        .strip_prefix("templates/")
        .or_else(|| path.starts_with("components/").then_some(path));
    name.filter(|_| is_markup)
}
