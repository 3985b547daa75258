//! The one place where figures meet the `chart` layer: what is drawn, from a figure of the briefing.

use super::desk::Desk;
use super::html::Html;
use crate::model::{Figure, Key};

/// The rows of a table-chart, drawn.
pub(crate) struct Drawn {
    pub(crate) scale: String,
    pub(crate) axis: Html,
    pub(crate) groups: Vec<Group>,
}

pub(crate) struct Group {
    pub(crate) title: String,
    pub(crate) period: Option<String>,
    pub(crate) members: Vec<Member>,
}

pub(crate) struct Member {
    /// Its place among the figure's estimates.
    pub(crate) at: usize,
    pub(crate) alt: String,
    pub(crate) mark: Html,
}

pub(crate) fn rows(desk: &Desk<'_>, figure: Key<Figure>, _id: &str, _labelled: bool) -> Drawn {
    let figure = &desk.briefing.figures[figure];
    let members = (0..figure.estimates.len())
        .map(|at| Member { at, alt: String::new(), mark: Html::default() })
        .collect();
    Drawn {
        scale: String::new(),
        axis: Html::default(),
        groups: vec![Group { title: "All".to_owned(), period: None, members }],
    }
}

pub(crate) fn time(_desk: &Desk<'_>, _figure: Key<Figure>, _id: &str) -> Html {
    Html::default()
}

/// A mark and what it means.
#[derive(serde::Serialize)]
pub(crate) struct MarkView {
    mark: Html,
    title: String,
    meaning: String,
}

pub(crate) fn legend(_desk: &Desk<'_>, _figure: Key<Figure>) -> Vec<MarkView> {
    Vec::new()
}
