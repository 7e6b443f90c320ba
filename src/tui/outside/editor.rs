//! The file of an article in the reader's editor, at a line.

use std::env;
use std::path::Path;

use crate::app::Notice;
use crate::library::PageCopy;
use crate::text::arguments;

use super::{Begun, Guest, Outdoors, command, done, fill, name, warning};

/// What is used where nothing is chosen: every Unix has it.
const USUAL: &str = "vi";

/// How an editor is told the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// `+LINE FILE`.
    Plus,
    /// `FILE:LINE`.
    Colon,
    /// `--goto FILE:LINE`.
    Goto,
    /// `--line LINE FILE`.
    Option,
    /// It cannot be told.
    None,
}

/// The form of the editors people use; what is not here is given the file alone.
const FORMS: [(Form, &[&str]); 4] = [
    (
        Form::Plus,
        &[
            "vi",
            "vim",
            "nvim",
            "view",
            "gvim",
            "nano",
            "pico",
            "emacs",
            "emacsclient",
            "kak",
            "joe",
            "jed",
            "mg",
            "ne",
            "gedit",
            "micro",
            "elvis",
            "nvi",
            "vis",
            "less",
        ],
    ),
    (Form::Colon, &["hx", "helix", "subl", "zed", "lapce"]),
    (Form::Goto, &["code", "code-insiders", "codium", "vscodium", "cursor", "windsurf"]),
    (Form::Option, &["kate", "kwrite", "mate"]),
];

/// Editors with a window of their own, which may go on when their command has ended.
const WINDOWED: [&str; 16] = [
    "gvim",
    "emacsclient",
    "gedit",
    "subl",
    "zed",
    "lapce",
    "code",
    "code-insiders",
    "codium",
    "vscodium",
    "cursor",
    "windsurf",
    "kate",
    "kwrite",
    "mate",
    "open",
];

impl Outdoors {
    /// Lends the terminal to the editor.
    pub(super) fn edit(&self, path: &Path, line: u32) -> Begun {
        let named = path.to_string_lossy();
        let copy = match PageCopy::of(path, &self.folder) {
            Ok(copy) => copy,
            Err(error) => return Begun::Told(warning(&format!("{named} {error}"))),
        };
        let Some(file) = copy.as_ref().map_or(path, PageCopy::path).to_str() else {
            return Begun::Told(warning(&format!("the name of {named} is no text an editor could be given")));
        };
        let words = with_place(self.editor(), &safe_name(file), line);
        Begun::Lend(Box::new(Guest { copy, ..Guest::new(command(&words)) }))
    }

    /// Says that a copy was opened. It is removed now, or where the program may have gone on in a window of its own, when
    /// the reader is left.
    pub(super) fn tell_of_copy(&self, copy: PageCopy, program: &str) -> Notice {
        let file = copy.path().file_name().unwrap_or_default().to_string_lossy().into_owned();
        if WINDOWED.contains(&program) {
            self.copies.borrow_mut().push(copy);
        }
        done(&format!("that was a copy, in which nothing can be changed: {file} is inside another file"))
    }

    /// The editor that is chosen: in the configuration, by `VISUAL`, by `EDITOR`.
    fn editor(&self) -> Vec<String> {
        if !self.programs.editor.is_empty() {
            return self.programs.editor.clone();
        }
        let chosen = ["VISUAL", "EDITOR"].into_iter().filter_map(|variable| env::var(variable).ok());
        let mut chosen = chosen.filter_map(|value| arguments(&value).ok());
        chosen.next().unwrap_or_else(|| vec![USUAL.to_owned()])
    }
}

/// A file name that no program takes for an option.
fn safe_name(file: &str) -> String {
    if file.starts_with(['-', '+']) { format!("./{file}") } else { file.to_owned() }
}

/// An editor's command with the file and the line, as it wants them.
fn with_place(mut words: Vec<String>, file: &str, line: u32) -> Vec<String> {
    let line = line.to_string();
    let told = fill(&mut words, "line", &line);
    let placed = fill(&mut words, "path", file);
    if !placed && told {
        words.push(file.to_owned());
    }
    if placed || told {
        return words;
    }
    let program = words.first().map(|program| name(program).trim_end_matches(".exe").to_owned());
    let program = program.unwrap_or_default();
    let form =
        FORMS.iter().find(|(_, names)| names.contains(&&*program)).map_or(Form::None, |(form, _)| *form);
    match form {
        Form::Plus => words.extend([format!("+{line}"), file.to_owned()]),
        Form::Colon => words.push(format!("{file}:{line}")),
        Form::Goto => words.extend(["--goto".to_owned(), format!("{file}:{line}")]),
        Form::Option => words.extend(["--line".to_owned(), line, file.to_owned()]),
        Form::None => words.push(file.to_owned()),
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_editor_is_told_the_line_in_its_way() {
        for (editor, expected) in [
            ("vi", "vi +7 a.txt"),
            ("/usr/bin/nvim -R", "/usr/bin/nvim -R +7 a.txt"),
            ("emacsclient -nw", "emacsclient -nw +7 a.txt"),
            ("hx", "hx a.txt:7"),
            ("code --wait", "code --wait --goto a.txt:7"),
            ("kate", "kate --line 7 a.txt"),
            ("ed", "ed a.txt"),
            ("my --at {line} {path}", "my --at 7 a.txt"),
            ("my -l{line}", "my -l7 a.txt"),
        ] {
            let words = editor.split(' ').map(str::to_owned).collect();
            assert_eq!(with_place(words, "a.txt", 7).join(" "), expected);
        }
    }

    #[test]
    fn a_file_whose_name_stands_in_an_option_is_given_all_the_same() {
        let words = ["ed", "--start", "+{line}"].map(str::to_owned).to_vec();
        assert_eq!(with_place(words, "a", 7).join(" "), "ed --start +7 a");
    }

    #[test]
    fn no_file_is_taken_for_an_option() {
        assert_eq!(safe_name("-rf"), "./-rf");
        assert_eq!(safe_name("+5"), "./+5");
        assert_eq!(safe_name("a/-b"), "a/-b");
    }
}
