using System.CommandLine;
using Coopera.Core;
using Coopera.Core.Keys;

namespace Coopera.Web.Commands;

/// <summary><c>keys new FILE</c>: before any setting is read, since one of them will name the file.</summary>
public static class NewKey
{
    public static Command Verb()
    {
        var file = new Argument<string>("FILE") { Description = "the name of the file to make, for example /etc/coopera/key" };
        var verb = new Command("new", "Make a key file: 32 random bytes that only this account reads") { file };
        verb.SetAction((words, _) => RunAsync(words.GetRequiredValue(file)));
        return verb;
    }

    private static async Task<int> RunAsync(string file)
    {
        try
        {
            KeyFiles.Make(file);
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"\"{file}\" could not be made ({refusal.Message}): a key that is there is never replaced.");
        }

        await Console.Out.WriteLineAsync(
            $"{Path.GetFullPath(file)}: set Keys:KeyFile to it, let the site's account read it, and keep a copy apart from the backups of the "
            + "database: without it they open no session, no link and no app code.");
        return ExitCode.Done;
    }
}
