using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Coopera.Bench;

/// <summary>Lists of people to a file, as staff take them.</summary>
internal static partial class Exports
{
    public static async Task RunAsync(string program, string data)
    {
        foreach (var rows in new[] { 10_000, 100_000 })
        {
            var webinar = Rows.Multiply(data, rows);
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

    public static async Task<long> DownloadAsync(HttpClient staff, long webinar, string format)
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

    public static async Task<HttpClient> SignInAsync(PublishedSite site)
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
