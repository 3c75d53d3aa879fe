using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using MimeKit;

namespace Coopera.Bench.Faults;

/// <summary>What one node gave out, the others take: links, forms, sessions, files, and pages that they keep.</summary>
internal sealed partial class Nodes(string[] nodes, string mails, string database, Tally tally)
{
    private const int Links = 20;

    /// <summary>A page that another node keeps lives for a second.</summary>
    private static readonly TimeSpan PagesLive = TimeSpan.FromSeconds(3);

    public async Task RunAsync()
    {
        await LinksAsync();
        await FormsAsync();
        await StaffAsync();
    }

    private async Task LinksAsync()
    {
        var paths = Directory.EnumerateFiles(mails, "*.eml").Order(StringComparer.Ordinal).Select(file => MimeMessage.Load(file))
            .Where(mail => mail.Subject?.StartsWith("Iscrizione confermata", StringComparison.Ordinal) == true)
            .Select(mail => LinkPattern().Match(mail.TextBody ?? "")).Where(match => match.Success)
            .Select(match => match.Groups[1].Value).Distinct().Take(Links).ToList();
        Wrong(paths.Count < Links, $"Only {paths.Count} links were found in mails");
        foreach (var node in nodes)
        {
            using var browser = new Browser(node, tally, office: 60_000);
            foreach (var path in paths)
            {
                var page = await browser.GetAsync(path);
                Wrong(page.Status != 200, $"A link of a mail was answered {page.Status} by one node");
            }
        }

        Console.WriteLine($"- links: {paths.Count} of mails opened on each of {nodes.Length} nodes");
    }

    /// <summary>Shown by one node, sent to the next.</summary>
    private async Task FormsAsync()
    {
        for (var i = 0; i < nodes.Length; i++)
        {
            using var one = new Browser(nodes[i], tally, 61_000 + i);
            using var next = new Browser(nodes[(i + 1) % nodes.Length], tally, 61_000 + i);
            var form = await one.GetAsync("/iscrizioni/recupera");
            var answer = await next.SubmitAsync(form, new() { ["Email"] = $"nessuno{i}@comune.example" });
            Wrong(answer.Status != 303, $"A form of another node was answered {answer.Status}");
            if (answer.Status == 303)
            {
                Wrong((await one.GetAsync(answer.Location!)).Status != 200, "The page after a form was not shown by another node");
            }
        }

        Console.WriteLine("- forms: shown by one node, sent to the next, the page after it shown by the first");
    }

    private async Task StaffAsync()
    {
        using var office = new Office(nodes[0], tally, database, 1, "nodi");
        await office.SignInAsync();
        var hash = await office.UploadAsync(0);
        await using var rows = await FaultData.OpenAsync(database);
        var last = (await rows.QueryAsync(
            $"SELECT \"Id\" FROM \"Material\" WHERE \"WebinarId\" = {FaultData.FirstId} ORDER BY \"Id\" DESC LIMIT 1"))[0];
        await office.EditAsync(Random.Shared.Next());
        var title = (string)(await rows.QueryAsync($"SELECT \"Title\" FROM \"Webinars\" WHERE \"Id\" = {FaultData.BigId}"))[0][0];
        var slowest = TimeSpan.Zero;
        foreach (var node in nodes)
        {
            var waited = Stopwatch.StartNew();
            using var anybody = new Browser(node, tally);
            while (!(await anybody.GetAsync($"/webinar/{FaultData.SlugOf(FaultData.BigId)}"))
                .Html.Contains(title, StringComparison.Ordinal))
            {
                if (waited.Elapsed > PagesLive)
                {
                    tally.IsWrong("A page of another node was still the old one after three seconds");
                    break;
                }

                await Task.Delay(20);
            }

            slowest = waited.Elapsed > slowest ? waited.Elapsed : slowest;

            // Cookies know hosts, not ports: the session that one node began is sent to each.
            var elsewhere = node + $"/gestione/webinar/{FaultData.FirstId}/materiali/{last[0]}/file";
            var bytes = await office.DownloadAsync(elsewhere);
            Wrong(
                bytes is null || Convert.ToHexStringLower(SHA256.HashData(bytes)) != hash,
                "A file that one node took was not given out by another, or to a session of another");
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"- staff: one session on {nodes.Length} nodes, a file given out by each; a changed page on all after {slowest.TotalSeconds:0.0} s"));
    }

    private void Wrong(bool isWrong, string sentence)
    {
        if (isWrong)
        {
            tally.IsWrong(sentence);
        }
    }

    [GeneratedRegex(@"https?://[^/\s]+(/iscrizioni/[A-Za-z0-9_\-.~]+)")]
    private static partial Regex LinkPattern();
}
