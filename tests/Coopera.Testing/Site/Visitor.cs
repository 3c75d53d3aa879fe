using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Coopera.Testing.Site;

/// <summary>
/// Somebody with a browser that keeps cookies, fills in the forms it is shown and says that they are the site's own, but runs no script.
/// </summary>
public sealed class Visitor(HttpClient client)
{
    private const string Origin = "Sec-Fetch-Site";

    public HttpClient Client => client;

    /// <summary>False for an old browser. What a test puts into the headers of <see cref="Client"/> stands in its place.</summary>
    public bool SaysWhereFormsComeFrom { get; init; } = true;

    public async Task<Page> GetAsync(string address) => await ReadAsync(await client.GetAsync(address));

    /// <summary>Sends a form that no page of the site showed.</summary>
    public async Task<Page> PostAsync(string address, params (string Name, string Value)[] fields) =>
        await SendAsync(address, new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))));

    /// <summary>Follows a 303 to the page it leads to.</summary>
    public Task<Page> FollowAsync(Page answer)
    {
        Assert.Equal(303, answer.Status);
        return GetAsync(answer.Location!);
    }

    /// <summary>Submits a form of the page with everything it holds, the given fields changed; null leaves a field out.</summary>
    /// <param name="several">Fields with more than one value: the boxes ticked of a group.</param>
    public async Task<Page> SubmitAsync(
        Page page, Dictionary<string, string?> fields, string form = "main form[method=post]", Dictionary<string, string[]>? several = null)
    {
        var (address, values) = FillIn(page, fields, form, several);
        return await SendAsync(address, new FormUrlEncodedContent(values));
    }

    /// <summary>Submits a form with a file in its field <c>file</c>.</summary>
    public async Task<Page> UploadAsync(
        Page page, string fileName, byte[] bytes, Dictionary<string, string?>? fields = null, string form = "main form[enctype]")
    {
        var (address, values) = FillIn(page, fields ?? [], form);
        using var content = new MultipartFormDataContent();
        foreach (var (name, value) in values.Where(pair => pair.Key != "file"))
        {
            content.Add(new StringContent(value), name);
        }

        content.Add(new ByteArrayContent(bytes), "file", fileName);
        return await SendAsync(address, content);
    }

    public async Task<Page> SendAsync(string address, HttpContent content, CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = content };
        if (SaysWhereFormsComeFrom && !client.DefaultRequestHeaders.Contains(Origin) && !client.DefaultRequestHeaders.Contains("Origin"))
        {
            request.Headers.Add(Origin, "same-origin");
        }

        return await ReadAsync(await client.SendAsync(request, cancellationToken));
    }

    /// <summary>As a browser would: fields in the order of the page, a name as often as it has values.</summary>
    private static (string Address, List<KeyValuePair<string, string>> Values) FillIn(
        Page page, Dictionary<string, string?> fields, string form, Dictionary<string, string[]>? several = null)
    {
        var element = page.Document.QuerySelector(form) as IHtmlFormElement
            ?? throw new InvalidOperationException($"The page has no {form}.");
        var values = FormFields.Of(element);

        foreach (var (name, wanted) in fields.Select(f => (f.Key, f.Value is null ? [] : new[] { f.Value })).Concat(
            (several ?? []).Select(f => (f.Key, f.Value))))
        {
            var place = values.FindIndex(pair => pair.Key == name);
            values.RemoveAll(pair => pair.Key == name);
            values.InsertRange(place < 0 ? values.Count : place, wanted.Select(value => KeyValuePair.Create(name, value)));
        }

        return (element.GetAttribute("action")!, values);
    }

    private static async Task<Page> ReadAsync(HttpResponseMessage response)
    {
        var html = await response.Content.ReadAsStringAsync();
        return new Page(
            (int)response.StatusCode, response.Headers.Location?.ToString(), response, html, new HtmlParser().ParseDocument(html));
    }
}

public sealed record Page(int Status, string? Location, HttpResponseMessage Response, string Html, IHtmlDocument Document)
{
    /// <summary>Where it leads, without what that page is told to say (<c>Receipts</c>).</summary>
    public string? Onward => Location?.Split('?')[0];

    /// <summary>What a person reads in the main part, with single spaces.</summary>
    public string Text =>
        string.Join(' ', (Document.QuerySelector("main")?.TextContent ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    public string Heading => Document.QuerySelector("h1")?.TextContent.Trim() ?? "";

    public string ErrorOf(string field) => Document.QuerySelector($"#{field}-error")?.TextContent.Trim() ?? "";

    /// <summary>What forms of this page carry, for one that it does not show.</summary>
    public (string Name, string Value) Token => ("__RequestVerificationToken", ValueOf("__RequestVerificationToken"));

    public string ValueOf(string field) => (Document.QuerySelector($"[name={field}]") as IHtmlInputElement)?.Value ?? "";
}
