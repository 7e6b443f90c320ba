//! What stands in place of the list while files are read, and when there is nothing to list.

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use super::Kit;
use super::paint::{Cut, Pen, wipe};
use crate::app::{App, Area, Progress, Spare, Stage, View};
use crate::article::Phase;
use crate::text::SafeText;

/// Draws what is going on, or why there is nothing and what to do.
pub(super) fn draw(app: &App, kit: Kit, buffer: &mut Buffer) {
    let panes = app.panes();
    let Some(list) = panes.list else { return };
    let wide = panes.divider.map_or(list.width, |_| list.width.saturating_sub(1));
    // There is no text: what is said has the room below the list too.
    let below = panes.middle_rule.zip(panes.reading);
    if let Some((rule, _)) = below {
        wipe(buffer, rule);
    }
    let height = list.height + below.map_or(0, |(rule, text)| rule.height + text.height);
    let area = Area { x: list.x + 2, y: list.y + 1, width: wide.saturating_sub(3), height };
    for (row, (text, style)) in (0..area.height.saturating_sub(1)).zip(lines(app, kit)) {
        let mut pen = Pen::new(buffer, area, row);
        let cells = pen.room();
        pen.write_within(&text, Cut { cells, more: kit.signs.more }, style);
    }
}

/// What is being done and how far it has come.
pub(super) fn so_far(progress: Progress) -> (&'static str, String) {
    let Progress { phase, files, total, bytes, all_bytes, articles, done, files_a_second } = progress;
    let stage = match phase {
        Phase::Looking => return ("Looking for files", String::new()),
        Phase::Reading => {
            let pace =
                if files_a_second > 0 { format!(", {files_a_second} a second") } else { String::new() };
            let bytes = read_of(bytes, all_bytes).map_or_else(String::new, |read| format!(", {read}"));
            return ("Reading", format!("{files} of {total} files{bytes}, {articles} articles{pace}"));
        }
        Phase::Tagging => "Tagging",
        Phase::Writing => "Writing",
        Phase::Comparing => "Comparing",
    };
    (stage, format!("{done} of {articles} articles"))
}

/// How much of so many bytes was read, where that is more than a blink of an eye: `12.5 of 64.0 MB`.
fn read_of(bytes: u64, all: u64) -> Option<String> {
    let (parts, all) = (bytes / 100_000, all / 100_000);
    (all > 10).then(|| format!("{}.{} of {}.{} MB", parts / 10, parts % 10, all / 10, all % 10))
}

/// The configuration file, or what it is called where nobody said where it is.
fn configuration(app: &App) -> &str {
    let path = app.settings().config.as_str();
    if path.is_empty() { "the configuration" } else { path }
}

fn lines(app: &App, kit: Kit) -> Vec<(SafeText, Style)> {
    let (strong, text, quiet) = (kit.styles.strong, kit.styles.text, kit.styles.quiet);
    let line = |words: &str, style: Style| (SafeText::label(words), style);
    let loaded = match app.stage() {
        Stage::Loading(progress) => {
            let (stage, so_far) = so_far(*progress);
            return vec![line(stage, strong), line(&so_far, quiet)];
        }
        Stage::Ready(loaded) => loaded,
    };
    if !app.filter().is_answered() {
        return Vec::new();
    }
    if loaded.articles > 0 && !app.filter().query().trim().is_empty() {
        let mut lines = vec![line("No article fits the filter", strong)];
        let without =
            |spare: &Spare| format!("without \"{}\": {}", spare.word.trim_matches('"'), spare.count);
        lines.extend(app.filter().spare().iter().map(|spare| line(&without(spare), text)));
        return lines;
    }
    if loaded.articles > 0 {
        let view = format!("Nothing in {}", app.view().name());
        let out = if matches!(app.view(), View::Queue(_)) { "Esc leaves it · " } else { "" };
        return vec![line(&view, strong), line(&format!("{out}5 shows everything"), quiet)];
    }
    if loaded.paths.is_empty() {
        return vec![
            line("Nothing to read yet", strong),
            line("", text),
            line("Start with the folder of saved pages:", text),
            line("    dateline FOLDER", strong),
            line(&format!("or name it once in {}:", configuration(app)), text),
            line("    folders = [\"FOLDER\"]", strong),
            line("", text),
            line("q quits", quiet),
        ];
    }
    let mut lines = vec![line("No article found", strong), line("", text)];
    lines.extend(loaded.paths.iter().map(|path| (path.clone(), text)));
    let noun = if loaded.files == 1 { "file" } else { "files" };
    let read = match loaded.unsure {
        0 => format!("{} {noun} read", loaded.files),
        unsure => format!("{} {noun} read, {unsure} not understood", loaded.files),
    };
    lines.extend([line("", text), line(&read, quiet)]);
    lines.extend(loaded.passed_over_lines().map(|passed_over| (passed_over, quiet)));
    if loaded.files == 0 && loaded.passed_over.is_empty() {
        lines.push(line("there is no file to read", quiet));
    }
    lines.push(line(if loaded.problems.is_empty() { "q quits" } else { "! says why · q quits" }, quiet));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_far_reading_has_come_fits_into_a_line() {
        let progress = |phase, all_bytes, files_a_second| Progress {
            phase,
            files: 12_000,
            total: 100_000,
            bytes: all_bytes / 2,
            all_bytes,
            articles: 12_345,
            done: 99,
            files_a_second,
        };
        for (progress, expected) in [
            (progress(Phase::Looking, 0, 0), ("Looking for files", "")),
            (progress(Phase::Reading, 0, 0), ("Reading", "12000 of 100000 files, 12345 articles")),
            (
                progress(Phase::Reading, 1_064_000_000, 4_100),
                ("Reading", "12000 of 100000 files, 532.0 of 1064.0 MB, 12345 articles, 4100 a second"),
            ),
            (progress(Phase::Tagging, 0, 4_100), ("Tagging", "99 of 12345 articles")),
            (progress(Phase::Writing, 0, 4_100), ("Writing", "99 of 12345 articles")),
            (progress(Phase::Comparing, 0, 4_100), ("Comparing", "99 of 12345 articles")),
        ] {
            let (stage, told) = so_far(progress);
            assert_eq!((stage, told.as_str()), expected);
            assert!(stage.len() + told.len() < 80, "it fits into a line");
        }
    }
}
