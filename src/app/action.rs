//! The one table of actions: it feeds the key map, the help panel, the guide and the error messages.

/// Everything a key can do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Action {
    /// To the next article.
    NextArticle,
    /// To the previous article.
    PreviousArticle,
    /// One line down in the text.
    ScrollDown,
    /// One line up in the text.
    ScrollUp,
    /// From the list to the text.
    Read,
    /// From the text to the list.
    Return,
    /// To the other pane.
    SwitchPane,
    /// Page through the text; at its end mark it read and open the next unread one.
    Advance,
    /// A page down.
    PageDown,
    /// A page up.
    PageUp,
    /// Half a page down.
    HalfPageDown,
    /// Half a page up.
    HalfPageUp,
    /// To the beginning.
    First,
    /// To the end.
    Last,
    /// To the next paragraph.
    ParagraphDown,
    /// To the previous paragraph.
    ParagraphUp,
    /// To where one was in the text before a jump.
    JumpBack,
    /// To the next unread article, or the next hit of a search.
    NextUnread,
    /// To the previous unread article, or the previous hit of a search.
    PreviousUnread,
    /// Mark read and go to the next unread article.
    Done,
    /// Archive and go to the next unread article.
    Archive,
    /// Star or unstar.
    Star,
    /// Mark read or unread.
    ToggleRead,
    /// Select the article, or leave it out again.
    Select,
    /// Select from here to where the cursor goes.
    SelectRange,
    /// Select all that is shown.
    SelectShown,
    /// Archive all that is shown.
    ArchiveShown,
    /// Give a tag.
    Tag,
    /// Take a tag away.
    Untag,
    /// Keep it out of the inbox until a day.
    Snooze,
    /// Take the last act back.
    Undo,
    /// Do again what was taken back.
    Redo,
    /// Do the last act again, here.
    Repeat,
    /// Narrow the list while typing.
    Filter,
    /// Find words in the text.
    Find,
    /// Choose a topic.
    Topics,
    /// Choose a region or country.
    Regions,
    /// Choose a country on the map.
    Map,
    /// Dates, regions and topics beside the list.
    Facets,
    /// The inbox.
    ViewInbox,
    /// Unread articles.
    ViewUnread,
    /// Starred articles.
    ViewStarred,
    /// Archived articles.
    ViewArchived,
    /// All articles.
    ViewAll,
    /// Choose a view.
    Views,
    /// Choose how the list is grouped and sorted.
    Arrange,
    /// Fold the group at the cursor, or unfold it.
    Fold,
    /// Shorter lines of text.
    Narrower,
    /// Longer lines of text.
    Wider,
    /// Words spread over the whole measure, or not.
    Justify,
    /// Words broken at the end of a line, or not.
    Hyphenate,
    /// Paragraphs parted by a blank line, or begun with an indent.
    Spacing,
    /// The text alone on the screen.
    Zen,
    /// Choose something to do by its name.
    Palette,
    /// The list of keys.
    Help,
    /// Where the article came from, what was removed, why it has its tags.
    Provenance,
    /// The words that earned the tags, marked in the text.
    Words,
    /// Copies of the article and related ones.
    Companions,
    /// Correct the tags.
    Retag,
    /// Mark a passage in the text.
    Highlight,
    /// What was noted on the article and highlighted in it; while a passage is marked, keep it.
    Notes,
    /// Open the selected address, or the article's own.
    OpenLink,
    /// Open the selected address; without one there is nothing to follow.
    Follow,
    /// Choose one of the addresses in the article.
    Links,
    /// Open the file of the article in the editor.
    EditSource,
    /// Copy the selected address, or headline and address.
    Copy,
    /// Copy the id of the article.
    CopyId,
    /// Write the article, or what is selected, to a file.
    Export,
    /// Give the text to a program.
    Pipe,
    /// What could not be understood, and what was said.
    Log,
    /// Close what is open, then leave the filter.
    Dismiss,
    /// Back, and out of the program from the list.
    Back,
    /// Out of the program.
    Quit,
    /// The mouse on or off.
    Mouse,
    /// Draw the screen anew.
    Redraw,
    /// Stop, as the shell asks.
    Suspend,
}

/// Where the keys of an action stand in the help.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Section {
    /// Moving about.
    Moving,
    /// Deciding about articles.
    Triage,
    /// Choosing what is shown.
    Choosing,
    /// What is taken out of the program.
    Outside,
    /// The screen and the program.
    Screen,
}

impl Section {
    /// The sections in the order of the help.
    pub const ALL: [Self; 5] = [Self::Triage, Self::Moving, Self::Choosing, Self::Outside, Self::Screen];

    /// The heading shown.
    pub fn name(self) -> &'static str {
        match self {
            Self::Moving => "Moving",
            Self::Triage => "Triage",
            Self::Choosing => "Choosing",
            Self::Outside => "Taking along",
            Self::Screen => "Screen",
        }
    }
}

/// One row of the table.
#[derive(Debug, Clone, Copy)]
pub struct Binding {
    /// The action.
    pub action: Action,
    /// Its name in the configuration.
    pub name: &'static str,
    /// Its keys in the list, parted by spaces.
    pub list: &'static str,
    /// Its keys in the reading pane, parted by spaces.
    pub reading: &'static str,
    /// What it does, for the help.
    pub says: &'static str,
    /// Where it stands in the help.
    pub section: Section,
}

const fn row(action: Action, name: &'static str, keys: [&'static str; 2], says: &'static str) -> Binding {
    Binding { action, name, list: keys[0], reading: keys[1], says, section: Section::Moving }
}

const fn under(section: Section, binding: Binding) -> Binding {
    Binding { section, ..binding }
}

/// All actions in the order of the help.
#[rustfmt::skip]
pub const ACTIONS: &[Binding] = &[
    under(Section::Triage, row(Action::Advance, "advance", ["Space", "Space"], "page the text; at its end: read, next unread")),
    under(Section::Triage, row(Action::Done, "done", ["d", "d"], "done: mark read, next unread")),
    under(Section::Triage, row(Action::Star, "star", ["s", "s"], "star or unstar")),
    under(Section::Triage, row(Action::Archive, "archive", ["a", "a"], "archive, next unread; among archived ones: restore")),
    under(Section::Triage, row(Action::ToggleRead, "toggle-read", ["r", "r"], "mark read or unread")),
    under(Section::Triage, row(Action::Tag, "tag", ["+", "+"], "give a tag of your own")),
    under(Section::Triage, row(Action::Untag, "untag", ["-", "-"], "take such a tag away")),
    under(Section::Triage, row(Action::Snooze, "snooze", ["Z", "Z"], "out of the inbox until a day")),
    under(Section::Triage, row(Action::Select, "select", ["v", ""], "select it for the next act, or leave it out")),
    under(Section::Triage, row(Action::SelectRange, "select-range", ["V", ""], "select a range: from here to there")),
    under(Section::Triage, row(Action::SelectShown, "select-shown", ["*", ""], "select all that is shown")),
    under(Section::Triage, row(Action::ArchiveShown, "archive-shown", ["A", ""], "archive all that is shown; asks first")),
    under(Section::Triage, row(Action::Retag, "retag", ["T", "T"], "correct the tags")),
    under(Section::Triage, row(Action::Highlight, "highlight", ["", "v"], "mark a passage: j k longer, shorter; J K move; H keep")),
    under(Section::Triage, row(Action::Notes, "notes", ["H", "H"], "notes and highlights; while marking: keep")),
    under(Section::Triage, row(Action::Undo, "undo", ["u", "u"], "undo")),
    under(Section::Triage, row(Action::Redo, "redo", ["^R", "^R"], "redo")),
    under(Section::Triage, row(Action::Repeat, "repeat", [".", "."], "repeat the last act here")),
    row(Action::NextArticle, "next-article", ["j Down", "J"], "next article"),
    row(Action::PreviousArticle, "previous-article", ["k Up", "K"], "previous article"),
    row(Action::ScrollDown, "scroll-down", ["J", "j Down"], "scroll the text down"),
    row(Action::ScrollUp, "scroll-up", ["K", "k Up"], "scroll the text up"),
    row(Action::Read, "read", ["l Right Enter", ""], "to the text"),
    row(Action::Return, "return", ["", "h Left"], "to the list"),
    row(Action::SwitchPane, "switch-pane", ["Tab", "Tab"], "to the other pane"),
    row(Action::PageDown, "page-down", ["PgDn ^F", "PgDn ^F"], "page down"),
    row(Action::PageUp, "page-up", ["b PgUp ^B", "b PgUp ^B"], "page up"),
    row(Action::HalfPageDown, "half-page-down", ["^D", "^D"], "half a page down"),
    row(Action::HalfPageUp, "half-page-up", ["^U", "^U"], "half a page up"),
    row(Action::First, "first", ["g Home", "g Home"], "to the beginning"),
    row(Action::Last, "last", ["G End", "G End"], "to the end"),
    row(Action::ParagraphUp, "paragraph-up", ["", "{"], "previous paragraph"),
    row(Action::ParagraphDown, "paragraph-down", ["", "}"], "next paragraph"),
    row(Action::JumpBack, "jump-back", ["", "`"], "back to where you were before a jump; again: forth"),
    row(Action::NextUnread, "next-unread", ["n", "n"], "next unread, or next hit"),
    row(Action::PreviousUnread, "previous-unread", ["N", "N"], "previous unread, or hit"),
    under(Section::Choosing, row(Action::Filter, "filter", ["/", ""], "filter while typing")),
    under(Section::Choosing, row(Action::Find, "find", ["", "/"], "find in the article")),
    under(Section::Choosing, row(Action::Topics, "topics", ["t", "t"], "choose a topic")),
    under(Section::Choosing, row(Action::Regions, "regions", ["R", "R"], "choose a region or country")),
    under(Section::Choosing, row(Action::Map, "map", ["m", "m"], "the map: choose a country or region")),
    under(Section::Choosing, row(Action::Facets, "facets", ["F", "F"], "dates, regions and topics with counts, beside the list")),
    under(Section::Choosing, row(Action::ViewInbox, "view-inbox", ["1", "1"], "inbox")),
    under(Section::Choosing, row(Action::ViewUnread, "view-unread", ["2", "2"], "unread")),
    under(Section::Choosing, row(Action::ViewStarred, "view-starred", ["3", "3"], "starred")),
    under(Section::Choosing, row(Action::ViewArchived, "view-archived", ["4", "4"], "archived")),
    under(Section::Choosing, row(Action::ViewAll, "view-all", ["5", "5"], "everything")),
    under(Section::Choosing, row(Action::Views, "views", ["'", "'"], "choose a view, saved ones first")),
    under(Section::Choosing, row(Action::Arrange, "arrange", ["S", "S"], "sort the list, and what it is grouped by")),
    under(Section::Choosing, row(Action::Fold, "fold", ["c", ""], "fold the group to its heading, or unfold it")),
    under(Section::Choosing, row(Action::Provenance, "provenance", ["=", "="], "what was removed and why, why these tags")),
    under(Section::Choosing, row(Action::Words, "words", ["#", "#"], "mark the words that earned the tags, then tag by tag")),
    under(Section::Choosing, row(Action::Companions, "companions", ["D", "D"], "the story in time: copies, related ones, what is new; again: what differs")),
    under(Section::Outside, row(Action::OpenLink, "open-link", ["o", "o"], "open the article's address; asks first")),
    under(Section::Outside, row(Action::Links, "links", [";", ";"], "the addresses in the article, by letters")),
    under(Section::Outside, row(Action::Follow, "follow", ["", "l Right Enter"], "open the selected address; asks first")),
    under(Section::Outside, row(Action::EditSource, "edit-source", ["e", "e"], "its file in your editor, at its first line")),
    under(Section::Outside, row(Action::Copy, "copy", ["y", "y"], "copy headline and address, or the selected one")),
    under(Section::Outside, row(Action::CopyId, "copy-id", ["", ""], "copy its id for the command line")),
    under(Section::Outside, row(Action::Export, "export", ["w", "w"], "write it, or what is selected, to a file")),
    under(Section::Outside, row(Action::Pipe, "pipe", ["|", "|"], "give its text to a program")),
    under(Section::Screen, row(Action::Narrower, "narrower", ["", "<"], "shorter lines")),
    under(Section::Screen, row(Action::Wider, "wider", ["", ">"], "longer lines")),
    under(Section::Screen, row(Action::Justify, "justify", ["", ""], "spread words over the whole line, or not")),
    under(Section::Screen, row(Action::Hyphenate, "hyphenate", ["", ""], "break words at the end of a line, or not")),
    under(Section::Screen, row(Action::Spacing, "paragraphs", ["", ""], "part paragraphs by blank lines, or by an indent")),
    under(Section::Screen, row(Action::Zen, "zen", ["", "z"], "the text alone")),
    under(Section::Screen, row(Action::Palette, "palette", [":", ":"], "do something by its name")),
    under(Section::Screen, row(Action::Help, "help", ["?", "?"], "these keys")),
    under(Section::Screen, row(Action::Log, "log", ["!", "!"], "files not understood, messages")),
    under(Section::Screen, row(Action::Dismiss, "dismiss", ["Esc", "Esc"], "close what is open, text, filter")),
    under(Section::Screen, row(Action::Back, "back", ["q", "q"], "back; from the list: quit")),
    under(Section::Screen, row(Action::Quit, "quit", ["Q", "Q"], "quit")),
    under(Section::Screen, row(Action::Mouse, "mouse", ["M", "M"], "mouse on or off")),
    under(Section::Screen, row(Action::Redraw, "redraw", ["^L", "^L"], "draw the screen anew")),
    under(Section::Screen, row(Action::Suspend, "suspend", ["^Z", "^Z"], "stop; fg comes back")),
];

/// What keys do in a text field or a picker; these are not rebound, so that letters always type.
pub const FIELD_KEYS: [(&str, &str); 8] = [
    ("letters", "type; q and ? too"),
    ("Up Down ^P ^N", "move"),
    ("Up Down in the filter, a search", "what was asked before"),
    ("Tab", "complete; again: the next that fits; Shift-Tab: back"),
    ("Enter", "take; where nothing is typed: what is offered first"),
    ("Esc", "leave"),
    ("Backspace", "take a letter back"),
    ("^W ^U", "take a word, everything back"),
];
