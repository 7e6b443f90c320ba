//! The program: hands its arguments to the library and turns the answer into an exit code.

use std::fmt::Display;
use std::io::{Write, stderr};
use std::process::ExitCode;

use anyhow::{anyhow, bail};
use dateline::app::{
    App, Arrangement, DateForm, Event, Habits, KeptTaste, KeymapMistake, OwnKeys, Preset, RowForm, Settings,
    Spacing, Themes,
};
use dateline::cli::{self, Exit, Outcome, ReadOptions};
use dateline::config::{Config, Dates, KeyBinding, Paragraphs, Placed, Rows};
use dateline::library::{self, Library, Options, said};
use dateline::query::{GroupingError, SortError};
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
    let arrangement = arrangement(&options)?;
    let settings = Settings { arrangement, ..settings(&options, preset(&options)?) };
    let settings = settings.with_kept(&tastes(&options));
    let app = match App::new(settings) {
        Ok(app) => app,
        Err(mistakes) => bail!(keys_named(&options, &mistakes)),
    };
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
            let ruled = tui::rule(&mut library, options.today);
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

/// The set of keys to begin with.
fn preset(options: &ReadOptions) -> anyhow::Result<Preset> {
    let Some(asked) = &options.config.keys.preset else { return Ok(Preset::default()) };
    let names = Preset::ALL.map(Preset::name).join(", ");
    let path = options.config_path.display();
    let mistake = || anyhow!("{path}, {}: `{}` is no preset; there are {names}", asked.at, asked.text);
    Preset::named(&asked.text).ok_or_else(mistake)
}

/// How the list is arranged to begin with.
fn arrangement(options: &ReadOptions) -> anyhow::Result<Arrangement> {
    let mistake =
        |at: &Placed, error: &dyn Display| anyhow!("{}, {}: {error}", options.config_path.display(), at.at);
    let list = &options.config.list;
    let grouping = |name: &Placed| name.text.parse().map_err(|error: GroupingError| mistake(name, &error));
    let sort = |name: &Placed| name.text.parse().map_err(|error: SortError| mistake(name, &error));
    Ok(Arrangement {
        grouping: list.group.as_ref().map(grouping).transpose()?,
        sort: list.sort.as_ref().map(sort).transpose()?,
    })
}

fn settings(options: &ReadOptions, preset: Preset) -> Settings {
    let config: &Config = &options.config;
    let own = |binding: &KeyBinding| OwnKeys {
        action: binding.action.text.clone(),
        keys: binding.keys.iter().map(|key| key.text.clone()).collect(),
    };
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
        preset,
        keys: config.keys.own.iter().map(own).collect(),
        habits: habits(options),
        themes: themes(options),
        query: options.query.clone(),
        arrangement: Arrangement::default(),
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
    Themes { names: named.map(|theme| SafeText::label(theme.name())).collect(), chosen: options.theme }
}

/// Each mistake in the configured keys with its place in the file.
fn keys_named(options: &ReadOptions, mistakes: &[KeymapMistake]) -> String {
    let named = mistakes.iter().filter_map(|mistake| {
        let binding = options.config.keys.own.get(mistake.binding)?;
        let placed = mistake.key.and_then(|key| binding.keys.get(key)).unwrap_or(&binding.action);
        Some(format!("{}: {}: {mistake}", options.config_path.display(), placed.at))
    });
    named.collect::<Vec<_>>().join("; ")
}
