using System.Text.Json;
using Microsoft.AspNetCore.Mvc.Testing;

namespace Coopera.Web.Tests.Account;

public sealed class PasskeyTests : IDisposable
{
    private const string Origin = "http://localhost";

    // Each changes how the one administrator signs in.
    private readonly CooperaSite _site = new();
    private readonly SoftKey _key = new();

    [Fact]
    public async Task A_passkey_opens_the_back_office_in_place_of_password_and_code()
    {
        await AddAsync();
        var visitor = _site.NewVisitor();

        var answer = await ShowAsync(visitor);

        Assert.Equal((303, "/gestione"), (answer.Status, answer.Location));
        Assert.Equal(200, (await visitor.GetAsync("/gestione")).Status);
    }

    [Fact]
    public async Task Wrong_passwords_keep_no_passkey_out()
    {
        await AddAsync();
        for (var guess = 0; guess < 6; guess++)
        {
            await _site.NewVisitor().SignInAsync($"tentativo {guess}");
        }

        Assert.Equal(422, (await _site.NewVisitor().SignInAsync()).Status);
        Assert.Equal(303, (await ShowAsync(_site.NewVisitor())).Status);
    }

    [Fact]
    public async Task What_a_passkey_answered_once_opens_nothing_again_even_with_a_copy_of_the_cookies()
    {
        await AddAsync();
        using var client = _site.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false, HandleCookies = false });
        var cookies = new Dictionary<string, string>();
        var form = await SendAsync(client, cookies, HttpMethod.Get, "/gestione/accesso");
        var token = Token(form);
        var asked = await SendAsync(
            client, cookies, HttpMethod.Post, "/gestione/accesso/passkey/opzioni", ("__RequestVerificationToken", token));
        var credential = _key.Get(JsonDocument.Parse(asked).RootElement, Origin);
        var (first, second) = (new Dictionary<string, string>(cookies), new Dictionary<string, string>(cookies));

        await SendAsync(
            client, first, HttpMethod.Post, "/gestione/accesso/passkey", ("__RequestVerificationToken", token), ("Credential", credential));
        await SendAsync(
            client, second, HttpMethod.Post, "/gestione/accesso/passkey",
            ("__RequestVerificationToken", token), ("Credential", credential));

        Assert.Contains("coopera-accesso", first.Keys);
        Assert.DoesNotContain("coopera-accesso", second.Keys);
        var later = _site.NewVisitor();
        Assert.Equal(303, (await ShowAsync(later)).Status);
    }

    [Fact]
    public async Task A_passkey_of_nobody_and_an_answer_to_no_question_open_nothing()
    {
        await AddAsync();
        using var other = new SoftKey();
        var visitor = _site.NewVisitor();
        var page = await visitor.GetAsync("/gestione/accesso");
        var options = await AskAsync(visitor, page, "/gestione/accesso/passkey");

        Assert.Equal(422, (await AnswerAsync(visitor, page, "/gestione/accesso/passkey", other.Get(options, Origin))).Status);
        // the question is used up
        Assert.Equal(422, (await AnswerAsync(visitor, page, "/gestione/accesso/passkey", _key.Get(options, Origin))).Status);
        options = await AskAsync(visitor, page, "/gestione/accesso/passkey");
        Assert.Equal(
            422, (await AnswerAsync(visitor, page, "/gestione/accesso/passkey", _key.Get(options, "http://altrove.example"))).Status);
        Assert.Equal(302, (await visitor.GetAsync("/gestione")).Status);
    }

    [Theory]
    [InlineData("https://gestione.anci.example", true)]
    [InlineData("https://gestione.anci.example:8443", false)]
    [InlineData("http://gestione.anci.example", false)]
    [InlineData("https://www.anci.example", false)]
    [InlineData("https://gestione.anci.example.altrove.example", false)]
    public async Task A_passkey_answers_for_the_very_origin_of_Gestione_and_no_other(string origin, bool opens)
    {
        const string Here = "https://gestione.anci.example";
        using var site = new CooperaSite(
            new() { ["Site:BaseUrl"] = "https://www.anci.example", ["Site:StaffHost"] = "gestione.anci.example" });
        site.ClientOptions.BaseAddress = new Uri(Here);
        var staff = await site.NewStaffMemberAsync();
        var profile = await staff.GetAsync("/gestione/profilo/passkey");
        var options = await AskAsync(staff, profile, "/gestione/profilo/passkey");
        Assert.Equal("gestione.anci.example", options.GetProperty("rp").GetProperty("id").GetString());
        Assert.Equal(303, (await AnswerAsync(staff, profile, "/gestione/profilo/passkey", _key.Create(options, Here))).Status);
        var visitor = site.NewVisitor();
        var page = await visitor.GetAsync("/gestione/accesso");

        var answer = await AnswerAsync(
            visitor, page, "/gestione/accesso/passkey", _key.Get(await AskAsync(visitor, page, "/gestione/accesso/passkey"), origin));

        Assert.Equal(opens ? 303 : 422, answer.Status);
    }

    public void Dispose()
    {
        _key.Dispose();
        _site.Dispose();
    }

    private async Task AddAsync()
    {
        var staff = await _site.NewStaffMemberAsync();
        var page = await staff.GetAsync("/gestione/profilo/passkey");
        var options = await AskAsync(staff, page, "/gestione/profilo/passkey");
        Assert.Equal(303, (await AnswerAsync(staff, page, "/gestione/profilo/passkey", _key.Create(options, Origin))).Status);
    }

    private async Task<Page> ShowAsync(Visitor visitor)
    {
        var page = await visitor.GetAsync("/gestione/accesso");
        return await AnswerAsync(
            visitor, page, "/gestione/accesso/passkey", _key.Get(await AskAsync(visitor, page, "/gestione/accesso/passkey"), Origin));
    }

    private static async Task<JsonElement> AskAsync(Visitor visitor, Page page, string address) =>
        JsonDocument.Parse((await visitor.PostAsync(
            $"{address}/opzioni", page.Token)).Html).RootElement;

    private static Task<Page> AnswerAsync(Visitor visitor, Page page, string address, string credential) =>
        visitor.PostAsync(address, page.Token, ("credential", credential));

    /// <summary>With cookies kept by hand, so that they can be copied.</summary>
    private static async Task<string> SendAsync(
        HttpClient client, Dictionary<string, string> cookies,
        HttpMethod method,
        string address,
        params (string Name, string Value)[] fields)
    {
        using var request = new HttpRequestMessage(method, address);
        request.Headers.TryAddWithoutValidation("Cookie", string.Join("; ", cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        if (method == HttpMethod.Post)
        {
            request.Content = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        }

        var response = await client.SendAsync(request);
        foreach (var cookie in response.Headers.TryGetValues("Set-Cookie", out var set) ? set : [])
        {
            var pair = cookie.Split(';')[0].Split('=', 2);
            cookies[pair[0]] = pair[1];
        }

        return await response.Content.ReadAsStringAsync();
    }

    private static string Token(string html) =>
        new AngleSharp.Html.Parser.HtmlParser()
            .ParseDocument(html).QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
}
