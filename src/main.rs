//! The program: hands its arguments to the library and turns the answer into an exit code.

use std::io::{Write, stderr};
use std::process::ExitCode;

use anyhow::anyhow;
use dateline::app::{
    App, DateForm, Event, Habits, KeptTaste, KeymapMistake, RowForm, Settings, Spacing, Themes,
};
use dateline::cli::{self, Exit, Outcome, ReadOptions};
use dateline::config::{Dates, Paragraphs, Rows};
use dateline::library::{self, Library, Options, said};
use dateline::text::SafeText;
use dateline::tui::{self, Desk, Programs, Setup};

fn main() -> ExitCode {
    cli::silence_reader_threads();
    match cli::run_here(std::env::args_os()) {
        Outcome::Exit(exit) => exit.into(),
        Outcome::Read(options) => match read(*options) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                // A standard error that is gone has nobody to tell.
                let _ = writeln!(stderr(), "dateline: {}", SafeText::label(&said(&format!("{error:#}"))));
                Exit::Failed.into()
            }
        },
    }
}

/// Opens the reader.
fn read(options: ReadOptions) -> anyhow::Result<()> {
    let settings = settings(&options).with_kept(&tastes(&options));
    let app = App::new(settings).map_err(|mistakes| keys_named(&mistakes))?;
    tui::run(Setup {
        app,
        look: options.look.clone(),
        programs: Programs { opener: options.config.opener.clone(), editor: options.config.editor.clone() },
        report_folder: options.library.journal.with_file_name("reports"),
        desk: Box::new(move |teller| {
            let paths = options.library.paths.iter();
            let paths = paths.map(|path| SafeText::label(&path.to_string_lossy())).collect();
            let known = Library::open_known(&options.library);
            let is_known = known.is_some();
            let mut library = known.map_or_else(|| Library::empty(&options.library), Ok)?;
            let ruled = tui::rule(&mut library, options.today, options.mistakes);
            let mut desk = if is_known {
                let desk = Desk::new(library, options.today, paths);
                teller.tell(Event::Loaded(desk.loaded()));
                desk
            } else {
                Desk::empty(library, options.today, paths)
            };
            for event in ruled {
                teller.tell(event);
            }
            let Options { paths, journal, cache, .. } = &options.library;
            desk.keep_habits(library::Habits::beside(journal));
            desk.watch(paths, &[journal.clone(), cache.clone()], teller);
            Ok(desk)
        }),
    })
}

fn settings(options: &ReadOptions) -> Settings {
    let (config, choices) = (&options.config, &options.choices);
    Settings {
        measure: config.reading.measure,
        hyphenate: config.reading.hyphenate,
        justify: config.reading.justify,
        spacing: match config.reading.paragraphs {
            Paragraphs::Spaced => Spacing::Spaced,
            Paragraphs::Indented => Spacing::Indented,
        },
        plain: options.plain,
        config: SafeText::label(&options.config_path.to_string_lossy()),
        preset: choices.preset,
        keys: choices.keys.clone(),
        habits: habits(options),
        themes: themes(options),
        query: options.query.clone(),
        arrangement: choices.arrangement,
        rows: match config.list.rows {
            Rows::Comfortable => RowForm::Comfortable,
            Rows::Compact => RowForm::Compact,
        },
        dates: match config.list.dates {
            Dates::Date => DateForm::Date,
            Dates::Age => DateForm::Age,
        },
        configured: Vec::new(),
        view: options.view.clone(),
    }
}

/// What is remembered of earlier runs.
fn habits(options: &ReadOptions) -> Habits {
    let kept = library::Habits::beside(&options.library.journal);
    Habits { filters: kept.filters(), is_new: kept.is_new() }
}

/// What was chosen on the screen in earlier runs about how it is set.
fn tastes(options: &ReadOptions) -> Vec<KeptTaste> {
    let kept = library::Habits::beside(&options.library.journal).choices();
    kept.into_iter().map(|[name, value, instead_of]| KeptTaste { name, value, instead_of }).collect()
}

/// The themes to choose from; none on a screen without colours.
fn themes(options: &ReadOptions) -> Themes {
    let named = options.look.themes.iter().filter(|_| !options.look.plain);
    Themes {
        names: named.map(|theme| SafeText::label(theme.name())).collect(),
        chosen: options.choices.theme,
    }
}

/// Mistakes in keys, of which the command line left none.
fn keys_named(mistakes: &[KeymapMistake]) -> anyhow::Error {
    let named: Vec<String> = mistakes.iter().map(ToString::to_string).collect();
    anyhow!("the keys make no sense: {}", named.join("; "))
}
