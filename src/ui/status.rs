//! The line at the bottom: what just happened, or where one is and which keys help here.

use ratatui::buffer::Buffer;

use super::Kit;
use super::hints::{self, Named};
use super::paint::{Cut, Ink, Pen, part, rule, wipe};
use super::start;
use crate::app::{Action, App, Area, Confirm, NoticeKind, Pane, Progress, Search, Stage, View};
use crate::article::time_in_words;
use crate::text::{Hyphenation, Row, SafeText, WrapOptions, width, wrap};

pub(super) use super::hints::Hint;

/// The keys worth showing in each pane, most useful first: what does not fit is left out.
const LIST_HINTS: [Hint; 8] = [
    (&[Action::Advance], "page"),
    (&[Action::Done], "done"),
    (&[Action::Star], "star"),
    (&[Action::Archive], "archive"),
    (&[Action::Filter], "filter"),
    (&[Action::Regions], "regions"),
    (&[Action::Topics], "topics"),
    (&[Action::Help], "keys"),
];
const READING_HINTS: [Hint; 8] = [
    (&[Action::Advance], "page"),
    (&[Action::Done], "done"),
    (&[Action::Star], "star"),
    (&[Action::Archive], "archive"),
    (&[Action::NextArticle], "next"),
    (&[Action::Return], "list"),
    (&[Action::Find], "find"),
    (&[Action::Help], "keys"),
];

/// The keys that are of use on the heading of a folded group.
const FOLDED_HINTS: [Hint; 6] = [
    (&[Action::Read, Action::Fold], "unfold"),
    (&[Action::NextArticle, Action::PreviousArticle], "move"),
    (&[Action::Done], "all done"),
    (&[Action::Archive], "archive all"),
    (&[Action::Filter], "filter"),
    (&[Action::Help], "keys"),
];

/// The keys that are of use in an article that is not listed any more.
const LOST_HINTS: [Hint; 5] = [
    (&[Action::NextArticle, Action::PreviousArticle], "go on from here"),
    (&[Action::Advance], "page"),
    (&[Action::Copy], "copy"),
    (&[Action::Return], "list"),
    (&[Action::Help], "keys"),
];

/// The keys that are of use where there is nothing to list.
const NOTHING_HINTS: [Hint; 3] =
    [(&[Action::ViewAll], "all articles"), (&[Action::Help], "keys"), (&[Action::Back], "quit")];

/// The keys that are of use where a filter finds nothing, before the one that leaves it.
const NOTHING_FITS_HINTS: [Hint; 4] = [
    (&[Action::Filter], "change it"),
    (&[Action::ViewAll], "look in all articles"),
    (&[Action::Help], "keys"),
    (&[Action::Back], "quit"),
];

/// The keys that are of use where no article was found at all.
const EMPTY_HINTS: [Hint; 3] =
    [(&[Action::Log], "log"), (&[Action::Help], "keys"), (&[Action::Back], "quit")];

/// The keys that are of use while files are read.
const LOADING_HINTS: [Hint; 2] = [(&[Action::Help], "keys"), (&[Action::Back], "quit")];

/// The keys that are of use while words are marked, and the columns they take.
const MARKED_HINTS: [Hint; 3] =
    [(&[Action::Words], "next tag"), (&[Action::NextUnread], "next word"), (&[Action::Dismiss], "end")];
const MARKED_KEYS: u16 = 24;

/// The keys that are of use while articles are selected.
const SELECTED_HINTS: [Hint; 11] = [
    (&[Action::Archive], "archive"),
    (&[Action::Done], "done"),
    (&[Action::Star], "star"),
    (&[Action::Tag], "tag"),
    (&[Action::Export], "write"),
    (&[Action::Snooze], "snooze"),
    (&[Action::ToggleRead], "read"),
    (&[Action::Select, Action::SelectRange], "select"),
    (&[Action::SelectShown], "all"),
    (&[Action::Untag], "untag"),
    (&[Action::Dismiss], "end"),
];

/// The key that is of use while a range is drawn, before all others.
const RANGE_HINT: Hint = (&[Action::SelectRange], "ends it");

/// Draws the status line.
pub(super) fn draw(app: &App, kit: Kit, buffer: &mut Buffer) {
    let area = app.panes().status;
    let mut pen = Pen::new(buffer, area, 0);
    if !matches!(app.stage(), Stage::Ready(_)) || app.list().is_empty() {
        pen.write_right(" ", kit.styles.quiet).skip(1);
        return rest(app, kit, &mut pen);
    }
    if app.panes().reading.is_some() && app.reading().page().is_some() {
        let percent = SafeText::label(&format!("{} % ", app.reading().percent()));
        pen.write_right(&percent, kit.styles.quiet).write_right("  ", kit.styles.quiet);
    }
    let place = app.list().lost().map_or_else(|| (app.list().cursor() + 1).to_string(), |_| "-".to_owned());
    let place = SafeText::label(&format!("{place}/{}", app.list().len()));
    pen.skip(1).write(&place, kit.styles.quiet).skip(2);
    let left = app.reading().minutes_left();
    if app.panes().reading.is_some() && app.focus() == Pane::Reading && left > 0 {
        let left = SafeText::label(&format!("{} left", time_in_words(left)));
        // Where there is little room, what else is told and how to leave it comes first.
        let least = if app.reading().search().is_some() {
            MARKED_KEYS + MARKED_KEYS / 2
        } else {
            let filter = if app.panes().header.is_some() { 0 } else { pen.room() / 2 };
            way_out(app).get(1).map_or(0, |way_out| filter + way_out.width())
        };
        if pen.room() > Ink::from(&left).width() + 2 + least {
            pen.write_right(&left, kit.styles.quiet).write_right("  ", kit.styles.quiet);
        }
    }
    rest(app, kit, &mut pen);
}

fn rest(app: &App, kit: Kit, pen: &mut Pen<'_>) {
    if app.coming().is_some_and(|progress| coming(app, kit, progress, pen)) {
        return;
    }
    if tell(app, kit, pen) {
        return;
    }
    if let Some(words) = app.reading().marked_words() {
        return marked(app, kit, &words, pen);
    }
    if let Some(search) = app.reading().search().filter(|_| app.focus() == Pane::Reading) {
        return found(app, kit, search, pen);
    }
    if app.list().lost().is_some() && app.selected() == 0 {
        let state = if app.reading().is_gone() { "its page is gone" } else { "not listed here any more" };
        pen.write(state, kit.styles.warning).skip(3);
        return name_keys(app, (app.focus(), &LOST_HINTS), kit, pen);
    }
    if app.selected() > 0 && app.focus() == Pane::List {
        let open = if app.draws_range() { "range, " } else { "" };
        let selected = SafeText::label(&format!("{open}{} selected", app.selected()));
        pen.write(&selected, kit.styles.strong).skip(3);
        let range = app.draws_range().then_some(&RANGE_HINT);
        let hints = range.into_iter().chain(&SELECTED_HINTS);
        let named: Vec<Named> = hints.filter_map(|hint| Named::bound(app, Pane::List, hint)).collect();
        return hints::write(kit, pen, &named);
    }
    filtered(app, kit, pen);
    folded(app, kit, pen);
    hints(app, kit, pen);
}

/// How far reading has come; beside what just happened, as far as there is room. Says whether the line is taken.
fn coming(app: &App, kit: Kit, progress: Progress, pen: &mut Pen<'_>) -> bool {
    /// Cells between the two.
    const BETWEEN: u16 = 3;
    let (stage, so_far) = start::so_far(progress);
    let text = SafeText::label(format!("{stage} {so_far}").trim_end());
    let room = pen.room().saturating_sub(1);
    let Some(notice) = app.notice() else {
        pen.write_within(&text, Cut { cells: room, more: kit.signs.more }, kit.styles.quiet);
        return true;
    };
    let told = u16::try_from(width(&notice.text)).unwrap_or(u16::MAX).saturating_add(BETWEEN);
    let wanted = u16::try_from(width(&text)).unwrap_or(u16::MAX);
    let cells = room.saturating_sub(told).max(room / 2 - BETWEEN.min(room / 2)).min(wanted);
    let mut beside = pen.cut_off_right(cells + BETWEEN);
    beside.skip(BETWEEN - 1).write_within(&text, Cut { cells, more: kit.signs.more }, kit.styles.quiet);
    tell(app, kit, pen)
}

/// What just happened; says whether there is anything to tell.
pub(super) fn tell(app: &App, kit: Kit, pen: &mut Pen<'_>) -> bool {
    let Some(notice) = app.notice() else { return false };
    let style = match notice.kind {
        NoticeKind::Done => kit.styles.text,
        NoticeKind::Warning => kit.styles.warning,
    };
    let cells = pen.room().saturating_sub(1);
    pen.write(&notice.within(usize::from(cells), kit.signs.ellipsis()), style);
    true
}

/// The words that are marked in the text, and the keys for them.
fn marked(app: &App, kit: Kit, words: &SafeText, pen: &mut Pen<'_>) {
    let cells = pen.room().saturating_sub(MARKED_KEYS).max(pen.room() / 2);
    pen.write_within(words, Cut { cells, more: kit.signs.more }, kit.styles.text).skip(2);
    let [next_tag, next_word, end] = MARKED_HINTS;
    match app.focus() {
        Pane::List => name_keys(app, (Pane::List, &[next_tag, end]), kit, pen),
        Pane::Reading => name_keys(app, (Pane::Reading, &[next_tag, next_word, end]), kit, pen),
    }
}

/// What is looked for in the text, at which hit one is, and the keys for the others.
fn found(app: &App, kit: Kit, search: &Search, pen: &mut Pen<'_>) {
    const AT_ONE: [Hint; 3] = [
        (&[Action::NextUnread], "next"),
        (&[Action::PreviousUnread], "previous"),
        (&[Action::Dismiss], "end"),
    ];
    const AT_NONE: [Hint; 2] = [(&[Action::NextUnread], "first"), (&[Action::Dismiss], "end")];
    unheaded(app, kit, pen);
    let words = search.words().unwrap_or_default();
    let hits = search.hits().len();
    let (at, keys) = match search.current() {
        Some(at) => (format!("{}/{hits}", (at + 1).min(hits)), &AT_ONE[..]),
        None if hits == 1 => ("1 hit of".to_owned(), &AT_NONE[..]),
        None => (format!("{hits} hits of"), &AT_NONE[..]),
    };
    let text = SafeText::label(&format!("{at} \"{words}\""));
    let cells = pen.room().saturating_sub(MARKED_KEYS).max(pen.room() / 2);
    pen.write_within(&text, Cut { cells, more: kit.signs.more }, kit.styles.text).skip(2);
    name_keys(app, (Pane::Reading, keys), kit, pen);
}

/// The filter that is on, and how to leave it.
fn filtered(app: &App, kit: Kit, pen: &mut Pen<'_>) {
    if app.filter().query().trim().is_empty() {
        return;
    }
    unheaded(app, kit, pen);
    hints::write_fitting(kit, pen, &way_out(app));
}

/// How to leave the filter that is on, in fewer and fewer words; nothing where there is none.
fn way_out(app: &App) -> Vec<Named> {
    if app.filter().query().trim().is_empty() {
        return Vec::new();
    }
    let wordings = match app.focus() {
        Pane::List => ["leaves the filter", "no filter", "out"],
        // Where no header tells the filter, the text is alone.
        Pane::Reading if app.panes().header.is_none() => ["back, then to the list", "back", "out"],
        Pane::Reading => ["to the list, then leaves the filter", "list, then no filter", "to the list"],
    };
    let named = |says| Named::bound(app, app.focus(), &(&[Action::Dismiss], says));
    wordings.into_iter().filter_map(named).collect()
}

/// The filter that is on, where no header tells it.
fn unheaded(app: &App, kit: Kit, pen: &mut Pen<'_>) {
    let query = SafeText::label(app.filter().query().trim());
    if !query.is_empty() && app.panes().header.is_none() {
        let cells = pen.room() / 3;
        pen.write("/ ", kit.styles.quiet);
        pen.write_within(&query, Cut { cells, more: kit.signs.more }, kit.styles.text).skip(2);
        if app.filter().similar() {
            pen.write("only similar", kit.styles.quiet).skip(2);
        }
    }
}

/// How many lines the loader folded away in the open article.
fn folded(app: &App, kit: Kit, pen: &mut Pen<'_>) {
    let removed = app.reading().opened().map_or(0, |opened| opened.article.removed.len());
    if removed > 0 {
        let noun = if removed == 1 { "line" } else { "lines" };
        let text = SafeText::label(&format!(" {removed} {noun} left out"));
        if pen.room() > 60 {
            pen.write("=", kit.styles.strong).write(&text, kit.styles.quiet).skip(3);
        }
    }
}

fn hints(app: &App, kit: Kit, pen: &mut Pen<'_>) {
    let hints: &[Hint] = match app.focus() {
        _ if matches!(app.stage(), Stage::Loading(_)) => &LOADING_HINTS,
        _ if matches!(app.stage(), Stage::Ready(loaded) if loaded.articles == 0) => &EMPTY_HINTS,
        _ if app.list().is_empty() => {
            let filtered = !app.filter().query().trim().is_empty();
            let hints: &[Hint] = if filtered { &NOTHING_FITS_HINTS } else { &NOTHING_HINTS };
            let in_all = app.view() == View::All;
            let of_use = hints.iter().filter(|(actions, _)| !in_all || *actions != [Action::ViewAll]);
            let of_use: Vec<Hint> = of_use.copied().collect();
            return name_keys(app, (app.focus(), &of_use), kit, pen);
        }
        Pane::List if app.is_on_fold() => &FOLDED_HINTS,
        Pane::List => &LIST_HINTS,
        Pane::Reading => &READING_HINTS,
    };
    name_keys(app, (app.focus(), hints), kit, pen);
}

/// Names keys of a pane, as they are bound, with what they do: as many as there is room for, the last one first.
pub(super) fn name_keys(app: &App, (pane, hints): (Pane, &[Hint]), kit: Kit, pen: &mut Pen<'_>) {
    let named: Vec<Named> = hints.iter().filter_map(|hint| Named::bound(app, pane, hint)).collect();
    hints::write(kit, pen, &named);
}

/// Draws the keys for the passage that is being marked.
pub(super) fn draw_marking(app: &App, kit: Kit, buffer: &mut Buffer) {
    const KEYS: [Hint; 7] = [
        (&[Action::Notes], "keep"),
        (&[Action::ScrollDown, Action::ScrollUp], "sentence"),
        (&[Action::Follow, Action::Return], "word"),
        (&[Action::NextArticle, Action::PreviousArticle], "move"),
        (&[Action::ParagraphDown, Action::ParagraphUp], "paragraph"),
        (&[Action::Copy], "copy"),
        (&[Action::Untag], "take away"),
    ];
    let area = app.panes().status;
    rule(buffer, area, " ", kit.styles.text);
    let mut pen = Pen::new(buffer, area, 0);
    pen.skip(1).write("Highlight", kit.styles.accent).skip(2);
    let mut named: Vec<Named> =
        KEYS.iter().filter_map(|hint| Named::bound(app, Pane::Reading, hint)).collect();
    named.push(Named::fixed("Esc", "leave"));
    hints::write(kit, &mut pen, &named);
}

/// Draws a question in place of the status line, and above it where it is long: what is asked about is shown whole.
pub(super) fn draw_question(app: &App, confirm: &Confirm, kit: Kit, buffer: &mut Buffer) {
    const ANSWERS: u16 = 30;
    let (status, size) = (app.panes().status, app.size());
    let rows = lines_of(app, &confirm.question);
    let last = rows.last().map_or(0, |row| part(&confirm.question, row.shown.clone()).width());
    // The answers stand behind the question where there is room.
    let beside = last + 3 + ANSWERS <= size.width;
    let height = u16::try_from(rows.len()).unwrap_or(u16::MAX).saturating_add(u16::from(!beside));
    let height = height.min(status.y + 1);
    let area = Area { y: status.y + 1 - height, height, ..status };
    wipe(buffer, area);
    kit.cursor.set(Pen::new(buffer, area, 0).spot());
    for (line, row) in (0..).zip(&rows) {
        Pen::new(buffer, area, line)
            .skip(1)
            .write(part(&confirm.question, row.shown.clone()), kit.styles.warning);
    }
    let mut pen = Pen::new(buffer, area, height.saturating_sub(1));
    pen.skip(if beside { 1 + last + 3 } else { 1 });
    pen.write("y", kit.styles.strong).write(" yes   any other key: no", kit.styles.quiet);
}

/// A text as lines of the whole width.
fn lines_of(app: &App, text: &SafeText) -> Vec<Row> {
    let width = usize::from(app.size().width.saturating_sub(2).max(1));
    wrap(text, WrapOptions { width, hyphenation: Hyphenation::Off })
}

/// Draws a warning above the status line, on as many lines as it takes.
pub(super) fn draw_above(app: &App, warning: &SafeText, kit: Kit, buffer: &mut Buffer) {
    let status = app.panes().status;
    let rows = lines_of(app, warning);
    let height = u16::try_from(rows.len()).unwrap_or(u16::MAX).min(status.y);
    let area = Area { y: status.y - height, height, ..status };
    wipe(buffer, area);
    for (line, row) in (0..).zip(&rows) {
        Pen::new(buffer, area, line).skip(1).write(part(warning, row.shown.clone()), kit.styles.warning);
    }
}

/// All there is room for on a screen below twenty columns or five rows.
pub(super) fn draw_tiny(app: &App, kit: Kit, buffer: &mut Buffer) {
    let size = app.size();
    let area = Area { x: 0, y: 0, width: size.width, height: size.height };
    let headline = app.list().current().map(|row| row.headline.clone());
    let text = headline.unwrap_or_else(|| SafeText::label("Dateline"));
    let cut = Cut { cells: size.width, more: kit.signs.more };
    Pen::new(buffer, area, 0).write_within(&text, cut, kit.styles.text);
}
