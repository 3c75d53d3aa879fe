using System.Globalization;
using System.Text.RegularExpressions;

namespace Coopera.Bench;

/// <summary>What a browser sends to the site, and what it takes along from the form when there is anything to take.</summary>
internal static partial class Visitor
{
    public const string Form = "/webinar/esempio-tavolo-tecnico/iscrizione";

    /// <summary>So many people share an address, as colleagues do.</summary>
    private const int OneOffice = 20;

    public static async Task<Func<int, Task>> Reads(HttpClient http, string path, bool compressed)
    {
        await GetAsync(http, path, compressed);
        return _ => GetAsync(http, path, compressed);
    }

    public static async Task GetAsync(HttpClient http, string path, bool compressed)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (compressed)
        {
            request.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip, deflate, br");
        }

        using var answer = await http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        await answer.Content.ReadAsByteArrayAsync();
    }

    public static async Task<Func<int, Task>> SignsUp(HttpClient http, string people, Action accepted)
    {
        var page = await OpenAsync(http);
        return async n =>
        {
            await SendAsync(http, $"{people}.{n}", n, page);
            accepted();
        };
    }

    /// <summary>Opens the form and sends it, as somebody does who came for that.</summary>
    public static async Task SignUpOnceAsync(HttpClient http, int n) => await SendAsync(http, $"fretta.{n}", n, await OpenAsync(http));

    private static async Task<Opened> OpenAsync(HttpClient http)
    {
        using var answer = await http.GetAsync(Form);
        answer.EnsureSuccessStatusCode();
        var cookies = answer.Headers.TryGetValues("Set-Cookie", out var set) ? set.Select(cookie => cookie.Split(';')[0]) : [];
        var fields = HiddenPattern().Matches(await answer.Content.ReadAsStringAsync())
            .Select(field => KeyValuePair.Create(field.Groups[1].Value, field.Groups[2].Value))
            .Where(field => field.Key is "Stamp" or "Once" or "__RequestVerificationToken");
        return new Opened([.. fields], string.Join("; ", cookies));
    }

    private static async Task SendAsync(HttpClient http, string person, int n, Opened page)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Form)
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string>(page.Hidden)
            {
                ["FirstName"] = "Maria",
                ["LastName"] = "Rossi",
                ["Email"] = $"persona.{person}@comune.example",
                ["ParticipantKind"] = "Staff",
                ["PublicBodyCode"] = "083016",
                ["OtherBody"] = "Comune di Castroreale (ME)",
                ["Role"] = "Assistente sociale",
                ["PrivacyNoticeRead"] = "true",
            }),
        };
        request.Headers.TryAddWithoutValidation("Origin", http.BaseAddress!.GetLeftPart(UriPartial.Authority));
        request.Headers.TryAddWithoutValidation("Sec-Fetch-Site", "same-origin");
        if (page.Cookies.Length > 0)
        {
            request.Headers.TryAddWithoutValidation("Cookie", page.Cookies);
        }

        var office = n / OneOffice;
        request.Headers.TryAddWithoutValidation(
            "X-Forwarded-For", string.Create(CultureInfo.InvariantCulture, $"10.{office >> 16}.{(office >> 8) & 255}.{office & 255}"));
        using var answer = await http.SendAsync(request);
        if ((int)answer.StatusCode != 303)
        {
            throw new InvalidOperationException($"A sign-up was answered {(int)answer.StatusCode}.");
        }
    }

    /// <summary>Hidden fields, whatever the order of their attributes.</summary>
    [GeneratedRegex("<input (?=[^>]*type=\"hidden\")(?=[^>]*name=\"([^\"]+)\")(?=[^>]*value=\"([^\"]*)\")[^>]*>")]
    private static partial Regex HiddenPattern();

    /// <param name="Cookies">What the page set, if anything; not those of a sign-up: everybody comes with a browser of their own.</param>
    private sealed record Opened(IReadOnlyList<KeyValuePair<string, string>> Hidden, string Cookies);
}
