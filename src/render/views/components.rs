//! The theme's components, each by its examples: for whoever changes the theme, never part of the site.

use serde::Serialize;

use crate::render::ground::Ground;
use crate::render::head::Head;
use crate::render::page::View;
use crate::render::theme::{Component, Example, Examples, Theme};

/// Everything on the page of components.
#[derive(Serialize)]
pub(in crate::render) struct ComponentsView<'p> {
    head: Head<'p>,
    components: Vec<Shown<'p>>,
    /// How many components or examples are broken.
    broken: usize,
}

/// One component.
#[derive(Serialize)]
struct Shown<'p> {
    folder: &'p str,
    file: String,
    purpose: Option<String>,
    examples: Vec<Sample>,
    /// Why there are no examples.
    fault: Option<String>,
}

/// One example.
#[derive(Serialize)]
struct Sample {
    name: String,
    /// File and line.
    place: String,
    /// The call that a template writes.
    call: String,
    /// What it names, as JSON.
    values: Option<String>,
    /// The example as a page of its own, which stands in a frame: ids and landmarks are those of one page.
    document: Option<String>,
    /// Why it does not render.
    fault: Option<String>,
}

/// The page in a frame.
#[derive(Serialize)]
struct Document<'e> {
    name: &'e str,
    base: &'e str,
    example: String,
}

impl<'p> ComponentsView<'p> {
    pub(in crate::render) fn new(ground: &Ground<'p>) -> Self {
        let mut head = Head::new(ground, "gk-components", "主题组件", PATH);
        head.hidden = true;
        head.characters = None;
        let base = ground.addresses.base();
        let found = ground.theme.components().into_iter();
        let components: Vec<Shown<'p>> = found
            .map(|component| Shown::new(ground.theme, base, component))
            .collect();
        Self {
            head: head.ending("主题组件"),
            broken: components.iter().map(Shown::broken).sum(),
            components,
        }
    }
}

impl<'p> View<'p> for ComponentsView<'p> {
    const TEMPLATE: &'static str = "components.html";

    fn head(&self) -> Option<&Head<'p>> {
        Some(&self.head)
    }
}

/// The page's path, were it published.
pub(in crate::render) const PATH: &str = "components.html";

impl<'p> Shown<'p> {
    fn new(theme: &Theme, base: &str, component: Component<'p>) -> Self {
        let (purpose, samples, fault) = match &component.examples {
            Ok(examples) => {
                let samples = examples.examples.iter();
                let samples = samples
                    .map(|example| Sample::new(theme, base, &component, examples, example))
                    .collect();
                (Some(examples.purpose.clone()), samples, None)
            }
            Err(reason) => (None, Vec::new(), Some(reason.clone())),
        };
        Self {
            folder: component.folder,
            file: component.file,
            purpose,
            examples: samples,
            fault,
        }
    }

    fn broken(&self) -> usize {
        let samples = self.examples.iter();
        let broken = samples.filter(|sample| sample.fault.is_some()).count();
        broken + usize::from(self.fault.is_some())
    }
}

impl Sample {
    fn new(
        theme: &Theme,
        base: &str,
        component: &Component<'_>,
        examples: &Examples,
        example: &Example,
    ) -> Self {
        let name = &example.name.value;
        let document = theme
            .example(component, examples, example)
            .and_then(|example| {
                let document = Document {
                    name,
                    base,
                    example,
                };
                theme.render("component_example.html", &document, Vec::new(), name)
            })
            .and_then(|bytes| Ok(String::from_utf8(bytes)?));
        let (document, fault) = match document {
            Ok(document) => (Some(document), None),
            Err(error) => (None, Some(format!("{error:#}"))),
        };
        Self {
            name: name.clone(),
            place: format!("{}:{}", examples.file, example.name.referenced.line()),
            call: example.call(&component.name),
            values: example.values(),
            document,
            fault,
        }
    }
}
