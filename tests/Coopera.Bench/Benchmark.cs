using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;

namespace Coopera.Bench;

/// <summary>The measurements, in the order of the report.</summary>
internal static partial class Benchmark
{
    private const string Form = "/webinar/esempio-tavolo-tecnico/iscrizione";
    private static readonly int[] Connections = [1, 8, 32];

    public static async Task RunAsync(string program, string work, TimeSpan time)
    {
        var data = Path.Combine(work, "data");
        await using (var first = await PublishedSite.StartAsync(program, data, worker: false))
        {
            Console.WriteLine($"- start on an empty folder (migrates, seeds) to the first page: {first.StartUp.TotalSeconds:0.00} s");
        }

        WithoutLimit(data);
        await using (var site = await PublishedSite.StartAsync(program, data, worker: false))
        {
            Console.WriteLine($"- start on a migrated file to the first page: {site.StartUp.TotalSeconds:0.00} s");
            Console.WriteLine($"- memory at rest: {site.Memory().Now:0} MB\n");
            await CompareAsync(site, work, data, time);
        }

        await MailsAsync(program, data);
        await ExportsAsync(program, data);
    }

    private static async Task CompareAsync(PublishedSite site, string work, string data, TimeSpan time)
    {
        using var client = new HttpClient { BaseAddress = new Uri(site.Address) };
        var length = (await client.GetByteArrayAsync(Form)).Length;
        await using var bare = await PublishedSite.StartBareAsync(Path.Combine(work, "bare.db"), length);
        Console.WriteLine(
            $"| what ({length / 1000} kB page) | connections | a second | p50 ms | p99 ms | slowest ms | bare, a second | of bare "
            + "|\n|---|---|---|---|---|---|---|---|");
        foreach (var connections in Connections)
        {
            var page = await Load.RunAsync(site.Address, connections, time, (http, _) => Get(http, Form));
            Row("GET of the form", connections, page, await Load.RunAsync(bare.Address, connections, time, (http, _) => Get(http, "/")));
        }

        Row(
            "GET of the blank scheda (PDF made each time)",
            1,
            await Load.RunAsync(site.Address, 1, time, (http, _) => Get(http, "/coordinamento/scheda.pdf")),
            null);
        long accepted = 0;
        foreach (var connections in Connections)
        {
            var signUps = await Load.RunAsync(
                site.Address,
                connections,
                time,
                (http, person) => SignUp(http, $"{connections}-{person}", () => Interlocked.Increment(ref accepted)));
            Row(
                "sign-up",
                connections,
                signUps,
                await Load.RunAsync(bare.Address, connections, time, (http, person) => BareInsert(http, $"{connections}-{person}")));
        }

        var stored = Scalar(data, "SELECT COUNT(*) FROM Registrations");
        Console.WriteLine($"\n- accepted {accepted}, stored {stored}{(accepted == stored ? "" : " **these must be equal**")}");
        Console.WriteLine($"- memory after that: {site.Memory().Now:0} MB, peak {site.Memory().Peak:0} MB");

        static void Row(string what, int connections, Measured site, Measured? bare) => Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {what} | {connections} | {site.PerSecond:0} | {site.P50:0.0} | {site.P99:0.0} | {site.Slowest:0} | {bare?.PerSecond:0} | "
            + $"{site.PerSecond / bare?.PerSecond:0.00} |"));
    }

    private static Task<Func<int, Task>> Get(HttpClient http, string path) => Task.FromResult<Func<int, Task>>(async _ =>
    {
        using var answer = await http.GetAsync(path);
        answer.EnsureSuccessStatusCode();
        await answer.Content.ReadAsByteArrayAsync();
    });

    private static Task<Func<int, Task>> SignUp(HttpClient http, string person, Action accepted)
    {
        http.DefaultRequestHeaders.TryAddWithoutValidation("Sec-Fetch-Site", "same-origin");
        return Task.FromResult<Func<int, Task>>(async n =>
        {
            using var answer = await http.PostAsync(Form, new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["FirstName"] = "Maria",
                ["LastName"] = "Rossi",
                ["Email"] = $"persona.{person}.{n}@comune.example",
                ["ParticipantKind"] = "Staff",
                ["PublicBodyCode"] = "083016",
                ["OtherBody"] = "Comune di Castroreale (ME)",
                ["Role"] = "Assistente sociale",
                ["PrivacyNoticeRead"] = "true",
            }));
            if ((int)answer.StatusCode != 303)
            {
                throw new InvalidOperationException($"A sign-up was answered {(int)answer.StatusCode}.");
            }

            accepted();
        });
    }

    private static Task<Func<int, Task>> BareInsert(HttpClient http, string person) => Task.FromResult<Func<int, Task>>(async n =>
    {
        using var answer = await http.PostAsync("/", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["FirstName"] = "Maria Rossi",
            ["Email"] = $"persona.{person}.{n}@comune.example",
            ["Role"] = "Assistente sociale",
        }));
        if ((int)answer.StatusCode != 303)
        {
            throw new InvalidOperationException($"An insert was answered {(int)answer.StatusCode}.");
        }
    });

    private static async Task MailsAsync(string program, string data)
    {
        // Enough to measure, not so many that it takes all day.
        Execute(data, "DELETE FROM OutgoingMails WHERE Id NOT IN (SELECT Id FROM OutgoingMails LIMIT 3000)");
        var queued = Scalar(data, "SELECT COUNT(*) FROM OutgoingMails WHERE Status = 'Queued'");
        await using var site = await PublishedSite.StartAsync(program, data, worker: true);
        var clock = Stopwatch.StartNew();
        var before = queued - Scalar(data, "SELECT COUNT(*) FROM OutgoingMails WHERE Status = 'Queued'");
        while (Scalar(data, "SELECT COUNT(*) FROM OutgoingMails WHERE Status = 'Queued'") > 0)
        {
            await Task.Delay(100);
        }

        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture, $"- mails to the folder: {(queued - before) / clock.Elapsed.TotalSeconds:0} a "
                + $"second ({queued} mails, {Directory.EnumerateFiles(Path.Combine(data, "mail")).Count()} files)"));
    }

    private static async Task ExportsAsync(string program, string data)
    {
        foreach (var rows in new[] { 10_000, 100_000 })
        {
            var webinar = Multiply(data, rows);
            foreach (var format in new[] { "csv", "xlsx" })
            {
                await using var site = await PublishedSite.StartAsync(program, data, worker: false);
                using var staff = await SignInAsync(site);
                await DownloadAsync(staff, webinar, format); // warms up
                var before = site.Memory();
                var clock = Stopwatch.StartNew();
                var bytes = await DownloadAsync(staff, webinar, format);
                var elapsed = clock.Elapsed;
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"- export of {rows} rows to {format}: {elapsed.TotalSeconds:0.00} s, {bytes / 1e6:0.0} MB; memory {before.Now:0} MB "
                    + $"before, peak {site.Memory().Peak:0} MB in both runs"));
            }
        }
    }

    internal static async Task<long> DownloadAsync(HttpClient staff, long webinar, string format)
    {
        using var answer = await staff.GetAsync(
            $"/gestione/webinar/{webinar}/iscritti.{format}?scopo=rendicontare", HttpCompletionOption.ResponseHeadersRead);
        answer.EnsureSuccessStatusCode();
        await using var body = await answer.Content.ReadAsStreamAsync();
        var buffer = new byte[64 * 1024];
        long length = 0;
        for (int read; (read = await body.ReadAsync(buffer)) > 0;)
        {
            length += read;
        }

        return length;
    }

    internal static async Task<HttpClient> SignInAsync(PublishedSite site)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(site.Address) };
        var form = await client.GetStringAsync("/gestione/accesso");
        using var answer = await client.PostAsync("/gestione/accesso", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["Email"] = PublishedSite.AdministratorEmail,
            ["Password"] = PublishedSite.AdministratorPassword,
            ["__RequestVerificationToken"] = TokenPattern().Match(form).Groups[1].Value,
        }));
        return (int)answer.StatusCode == 303
            ? client
            : throw new InvalidOperationException($"Signing in was answered {(int)answer.StatusCode}.");
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex TokenPattern();
}
