using System.Diagnostics;
using System.Globalization;

namespace Coopera.Bench;

/// <summary>The verbs copy and verify with 200,000 registrations and 200,000 mails.</summary>
internal static class Moving
{
    public static async Task RunAsync(string program, string work)
    {
        var data = Path.Combine(work, "data");
        await using var sqlite = await BenchDatabase.CreateAsync(data, postgres: false);
        await using var postgres = await BenchDatabase.CreateAsync(data, postgres: true);
        await using var second = await BenchDatabase.CreateAsync(data, postgres: true);
        await using (await PublishedSite.StartAsync(program, data, worker: false))
        {
        }

        await using (var database = await SeedDatabase.OpenAsync(sqlite.Connection, postgres: false))
        {
            await ManyPeople.SeedAsync(database);
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"- the SQLite file: {new FileInfo(Path.Combine(data, "coopera.db")).Length / 1e6:0} MB"));
        var onPostgres = postgres.Settings;
        await VerbAsync("verify on SQLite", null, "verify");
        var whole = await VerbAsync("copy from SQLite to PostgreSQL", null, "copy", "--to", $"PostgreSql;{postgres.Connection}");
        await VerbAsync("verify on PostgreSQL", onPostgres, "verify");
        var back = Path.Combine(work, "back.db");
        await VerbAsync("copy from PostgreSQL to SQLite", onPostgres, "copy", "--to", $"Sqlite;Data Source={back}");
        await VerbAsync(
            "verify on that file", new Dictionary<string, string?> { ["ConnectionStrings__Coopera"] = $"Data Source={back}" }, "verify");
        using (var killed = PublishedSite.StartVerb(program, data, null, "copy", "--to", $"PostgreSql;{second.Connection}"))
        {
            await Task.Delay(whole / 2);
            killed.Kill();
            await killed.WaitForExitAsync();
            Console.WriteLine($"- killed after {whole.TotalSeconds / 2:0.0} s, with code {killed.ExitCode}");
        }

        await VerbAsync("the same again", null, "copy", "--to", $"PostgreSql;{second.Connection}");

        async Task<TimeSpan> VerbAsync(string what, IReadOnlyDictionary<string, string?>? settings, params string[] words)
        {
            var clock = Stopwatch.StartNew();
            using var process = PublishedSite.StartVerb(program, data, settings, words);
            var peak = 0.0;
            while (!process.HasExited)
            {
                peak = Math.Max(peak, Resident(process.Id));
                await Task.Delay(50);
            }

            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"- {what}: {clock.Elapsed.TotalSeconds:0.0} s, {peak:0} MB, code {process.ExitCode}"));
            return clock.Elapsed;
        }
    }

    private static double Resident(int process)
    {
        try
        {
            return double.Parse(
                File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal))
                    .Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2],
                CultureInfo.InvariantCulture) / 1024;
        }
        catch (Exception gone) when (gone is IOException or InvalidOperationException)
        {
            return 0;
        }
    }
}
