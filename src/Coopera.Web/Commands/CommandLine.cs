using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using Coopera.Core;
using Coopera.Domain;

namespace Coopera.Web.Commands;

/// <summary>
/// What the program can do: without a word it serves the site. Settings may stand anywhere among the words
/// (<see cref="SettingArguments"/>).
/// </summary>
public static class CommandLine
{
    /// <summary>So long a verb that is stopped may take to put things in order.</summary>
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(30);

    /// <summary>
    /// What System.CommandLine answers in the place of a verb that SIGINT or SIGTERM did not end in that time: now and then a driver that
    /// is just connecting does not hear of it.
    /// </summary>
    private static readonly int[] Interrupted = [130, 143];

    private static readonly ParserConfiguration Parsing = new() { EnablePosixBundling = false, ResponseFileTokenReplacer = null };

    public static async Task<int> RunAsync(string[] args)
    {
        var (words, settings) = SettingArguments.Split(args);
        var root = Root(settings);
        var parse = root.Parse(words, Parsing);
        if (Fault(parse) is { } sentence)
        {
            await Console.Error.WriteLineAsync(sentence);
            return ExitCode.NotUnderstood;
        }

        // The host of the site listens to signals itself.
        var serves = parse.CommandResult.Command == root;
        try
        {
            var code = await parse.InvokeAsync(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = serves ? null : StopPatience,
            });
            if (serves || !Interrupted.Contains(code))
            {
                return code;
            }
        }
        catch (OperationCanceledException) when (!serves)
        {
            // As below.
        }

        await Console.Error.WriteLineAsync("Stopped before it was done.");
        return ExitCode.Stopped;
    }

    private static RootCommand Root(string[] settings)
    {
        var root = new RootCommand(
            "Coopera. Without a word it serves the site. Settings (docs/configuration.md) may be given to every verb, for example "
            + "--Site:DataFolder=/srv/coopera.")
        {
            Migrate.Verb(settings),
            BackUp.Verb(settings),
            Restore.Verb(settings),
            Copy.Verb(settings),
            Verify.Verb(settings),
            ShowSettings.Verb(settings),
            new Command("admin", "Who administers") { InviteAdmin.Verb(settings) },
            new Command("keys", "The key outside the database, and those in it") { NewKey.Verb(), RotateKeysVerb.Verb(settings) },
            new Command("links", "Links in mails, and sessions") { RevokeLinks.Verb(settings) },
            new Command("register", "The register of what staff did") { CheckRegister.Verb(settings) },
        };
        root.Directives.Clear();
        root.Options.OfType<VersionOption>().Single().Action = new TellVersion();
        root.SetAction((_, _) => Serve.RunAsync(settings));
        return root;
    }

    /// <summary>One sentence about the first thing that is wrong; null when all is understood.</summary>
    private static string? Fault(ParseResult parse)
    {
        var command = parse.CommandResult.Command;
        var path = PathOf(command);
        var root = parse.RootCommandResult.Command;
        if (parse.UnmatchedTokens is [var unknown, ..] others)
        {
            var said = unknown.StartsWith('-') ? unknown : string.Join(' ', [.. path, .. others.TakeWhile(word => !word.StartsWith('-'))]);
            return $"\"{said}\" is nothing this program can do: " + (Nearest(root, command, said) is { } nearest
                ? $"did you mean \"{nearest}\"? --help lists what there is."
                : $"call it without a word to serve the site, or with {string.Join(", ", Verbs(root))}.");
        }

        if (command.Action is null && parse.Action is null or ParseErrorAction)
        {
            return $"\"{string.Join(' ', path)}\" wants one more word: {string.Join(", ", command.Subcommands.Select(verb => verb.Name))}.";
        }

        if (parse.Errors is not [var error, ..])
        {
            return null;
        }

        var missing = error.SymbolResult is CommandResult or ArgumentResult
            ? command.Arguments.FirstOrDefault(argument => argument.Arity.MinimumNumberOfValues > 0
                && parse.GetResult(argument) is null or { Tokens.Count: 0 })
            : null;
        return missing is null
            ? $"{string.Join(' ', path)}: {error.Message.TrimEnd('.')}."
            : $"{string.Join(' ', path)} wants {missing.HelpName ?? missing.Name}: {missing.Description}.";
    }

    /// <summary>A verb that looks like what was said, an option of the command, or a setting.</summary>
    private static string? Nearest(Command root, Command command, string said)
    {
        var isOption = said.StartsWith('-');
        var wanted = said.Split('=')[0].ToUpperInvariant();
        var known = isOption
            ? root.Options.Concat(command.Options).Select(option => option.Name)
                .Concat(SettingArguments.HostNames.Concat(SettingNames.All).Select(name => $"--{name}"))
            : Verbs(root);
        var (nearest, distance) = known.Select(word => (word, distance: EditDistance.Of(word.ToUpperInvariant(), wanted)))
            .MinBy(pair => pair.distance);
        return distance <= Math.Max(2, wanted.Length / 3) ? nearest : null;
    }

    private static IEnumerable<string> Verbs(Command command) => command.Subcommands.SelectMany(verb =>
        verb.Subcommands.Count == 0 ? [string.Join(' ', PathOf(verb))] : Verbs(verb));

    /// <summary>Without the program's name.</summary>
    private static List<string> PathOf(Command command) => command is RootCommand
        ? []
        : [.. command.Parents.OfType<Command>().SelectMany(PathOf), command.Name];

    private sealed class TellVersion : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            Console.Out.WriteLine(ProgramVersion.Full);
            return ExitCode.Done;
        }
    }
}
