//! What lies over the panes, one at a time, and which of them a key goes to.

use super::arrange::ArrangeMenu;
use super::ask::Ask;
use super::companions::Companions;
use super::confirm::Confirm;
use super::event::Effect;
use super::facets::FacetPane;
use super::filter_bar::FilterBar;
use super::help::Help;
use super::key::Key;
use super::links::LinkPanel;
use super::map::Map;
use super::notes::NotePanel;
use super::palette::Palette;
use super::picker::Picker;
use super::prompt::Prompt;
use super::reading::Search;
use super::recall::Recall;
use super::retag::Retag;
use super::source_page::Provenance;
use super::state::App;
use super::views::ViewMenu;

/// Words to find while they are typed, and where the search set out from.
#[derive(Debug, Clone)]
pub struct FindBar {
    /// What is typed.
    pub prompt: Prompt,
    /// The line at the top when the search began.
    pub origin: usize,
    /// What was marked in the text when the search began.
    pub(super) before: Option<Search>,
    pub(super) recall: Recall,
}

/// What lies over the panes.
#[derive(Debug, Clone, Default)]
pub enum Overlay {
    /// Nothing.
    #[default]
    None,
    /// The filter is being typed.
    Filter(FilterBar),
    /// Words to find in the article are being typed.
    Find(FindBar),
    /// A region or topic is being chosen.
    Picker(Box<Picker>),
    /// A country or region is being chosen on the map.
    Map(Box<Map>),
    /// Facets beside the list.
    Facets(Box<FacetPane>),
    /// Something to do is being chosen.
    Palette(Palette),
    /// A view is being chosen.
    Views(ViewMenu),
    /// How the list is arranged is being chosen.
    Arrange(ArrangeMenu),
    /// The list of keys.
    Help(Help),
    /// Where the open article came from.
    Provenance(Box<Provenance>),
    /// Copies and related articles.
    Companions(Companions),
    /// The tags of the current article, to be corrected.
    Retag(Box<Retag>),
    /// The addresses of the open article.
    Links(LinkPanel),
    /// A passage is marked in the text.
    Passage,
    /// What was noted on the open article and highlighted in it.
    Notes(NotePanel),
    /// Problems and messages, scrolled by so many lines.
    Log(usize),
    /// A tag, a day, a file or a program is asked for.
    Ask(Ask),
    /// A question is asked before something is done.
    Confirm(Confirm),
}

impl Overlay {
    /// Whether a panel stands in the place of list and text.
    pub fn covers_panes(&self) -> bool {
        match self {
            Self::None
            | Self::Filter(_)
            | Self::Find(_)
            | Self::Facets(_)
            | Self::Passage
            | Self::Ask(_)
            | Self::Confirm(_) => false,
            Self::Picker(_)
            | Self::Map(_)
            | Self::Palette(_)
            | Self::Views(_)
            | Self::Arrange(_)
            | Self::Help(_)
            | Self::Provenance(_)
            | Self::Companions(_)
            | Self::Retag(_)
            | Self::Links(_)
            | Self::Notes(_)
            | Self::Log(_) => true,
        }
    }
}

impl App {
    /// Gives a key to what lies over the panes. It lies there no longer unless it says so.
    pub(super) fn press_in(&mut self, overlay: Overlay, key: Key) -> Vec<Effect> {
        match overlay {
            Overlay::None => Vec::new(),
            Overlay::Filter(bar) => self.press_in_filter(bar, key),
            Overlay::Find(bar) => self.press_in_find(bar, key),
            Overlay::Picker(picker) => self.press_in_picker(picker, key),
            Overlay::Map(map) => self.press_in_map(map, key),
            Overlay::Facets(pane) => self.press_in_facets(pane, key),
            Overlay::Palette(palette) => self.press_in_palette(palette, key),
            Overlay::Views(menu) => self.press_in_views(menu, key),
            Overlay::Arrange(menu) => self.press_in_arrange(menu, key),
            Overlay::Help(help) => self.press_in_help(help, key),
            Overlay::Provenance(panel) => self.press_in_provenance(panel, key),
            Overlay::Companions(panel) => self.press_in_companions(panel, key),
            Overlay::Retag(panel) => self.press_in_retag(panel, key),
            Overlay::Links(panel) => self.press_in_links(panel, key),
            Overlay::Passage => self.press_in_passage(key),
            Overlay::Notes(panel) => self.press_in_notes(panel, key),
            Overlay::Ask(ask) => self.press_in_ask(ask, key),
            Overlay::Confirm(confirm) => self.press_in_confirm(confirm, key),
            Overlay::Log(top) => self.press_over_text(Overlay::Log, top, key),
        }
    }
}
