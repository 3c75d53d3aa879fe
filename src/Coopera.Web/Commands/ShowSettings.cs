using System.CommandLine;
using Coopera.Core;
using Coopera.Web.Hosting;

namespace Coopera.Web.Commands;

/// <summary>
/// <c>settings</c>: every setting, its value and where it comes from, and all that is wrong with them. Opens no database.
/// </summary>
public static class ShowSettings
{
    public static Command Verb(string[] settings)
    {
        var verb = new Command("settings", "Show every setting, where it comes from, and all that is wrong");
        verb.SetAction((_, _) => RunAsync(settings));
        return verb;
    }

    private static async Task<int> RunAsync(string[] args)
    {
        var builder = WebApplication.CreateBuilder(ProgramFolder.Options(args));
        var configuration = builder.Configuration;
        var found = WrongSettings.In(configuration, builder.Environment, TimeProvider.System.GetUtcNow());
        var shown = ShownSettings.Of(configuration, found.Usual);
        var (key, value) = (shown.Max(setting => setting.Key.Length), shown.Max(setting => Math.Min(60, setting.Value?.Length ?? 1)));
        await Console.Out.WriteLineAsync(
            $"Coopera {ProgramVersion.Full}, {builder.Environment.EnvironmentName}, program in {builder.Environment.ContentRootPath}");
        foreach (var setting in shown)
        {
            var source = setting.Value is null ? "not set" : setting.Source;
            await Console.Out.WriteLineAsync($"{setting.Key.PadRight(key)}  {(setting.Value ?? "-").PadRight(value)}  {source}");
        }

        foreach (var (retired, why) in SettingNames.Retired.Where(old => configuration[old.Key] is not null))
        {
            await Console.Error.WriteLineAsync($"{retired} is set and no longer read: {why}. Take it out of the settings.");
        }

        var wrong = found.Sentences.ToList();
        try
        {
            Listening.Check(configuration);
        }
        catch (SettingsException listening)
        {
            wrong.Add(listening.Message);
        }

        foreach (var sentence in wrong)
        {
            await Console.Error.WriteLineAsync(sentence);
        }

        return wrong.Count == 0 ? ExitCode.Done : ExitCode.NotSound;
    }
}
