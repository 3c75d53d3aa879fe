using Coopera.Domain.Webinars;
using Microsoft.Playwright;

namespace Coopera.Browser.Tests.Browser;

/// <summary>
/// One tab of the browser, and what went wrong in it: script errors, refused content, missing files, requests to other sites.
/// </summary>
public sealed class Tab
{
    private readonly List<string> _faults = [];

    public Tab(IPage page, CooperaSite site)
    {
        Page = page;
        Site = site;
        page.PageError += (_, error) => _faults.Add($"Script error on {page.Url}: {error}");
        page.Console += (_, message) =>
        {
            // A page that answers 404 or 422 on purpose is written to the console too: that is not a fault of the page.
            var aboutThePage = message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal)
                && message.Location.StartsWith(page.Url, StringComparison.Ordinal);
            if (message.Type is "error" or "warning" && !aboutThePage)
            {
                _faults.Add($"Console of {page.Url}: {message.Text}");
            }
        };
        page.Request += (_, request) =>
        {
            // The browser's own reader of PDFs is made of pages, too.
            if (new Uri(request.Url) is { Scheme: not ("data" or "chrome" or "chrome-extension") } address
                && address.Authority != site.ClientOptions.BaseAddress.Authority)
            {
                _faults.Add($"{page.Url} asks another site: {request.Url}");
            }
        };
        page.Response += (_, response) =>
        {
            if (response.Status >= 400 && !response.Request.IsNavigationRequest)
            {
                _faults.Add($"{page.Url} asks for {response.Url}, which answers {response.Status}");
            }
        };
    }

    public IPage Page { get; }

    public CooperaSite Site { get; }

    public IReadOnlyList<string> Faults => _faults;

    public ILocator Focused => Page.Locator(":focus");

    /// <summary>Waits for the page: pressing a button does not.</summary>
    public Task ExpectHeadingAsync(string heading) => Assertions.Expect(Page.Locator("h1")).ToHaveTextAsync(heading);

    public async Task GoAsync(string address, int status = 200)
    {
        var answer = await Page.GotoAsync(address);
        Assert.Equal(status, answer!.Status);
    }

    /// <summary>A link as it stands in a mail: its host is the public one, the path is followed on this machine.</summary>
    public Task FollowMailAsync(string link) => GoAsync(new Uri(link).PathAndQuery);

    /// <summary>Presses Tab until what is focused is called so. Fails when the keyboard does not lead there.</summary>
    public async Task TabToAsync(string name)
    {
        for (var presses = 0; presses < 80; presses++)
        {
            await Page.Keyboard.PressAsync("Tab");
            if (await FocusedNameAsync() is { } found && found.Contains(name, StringComparison.Ordinal))
            {
                return;
            }
        }

        Assert.Fail($"The Tab key does not lead to \"{name}\" on {Page.Url}.");
    }

    /// <summary>Enter on a link or button, and the page that it leads to.</summary>
    public async Task EnterAsync(string address)
    {
        await Page.Keyboard.PressAsync("Enter");
        await Page.WaitForURLAsync($"**{address}*");
    }

    /// <summary>A menu of the bar above a list; open when it is open already.</summary>
    public async Task OpenMenuAsync(string name)
    {
        var menu = Page.Locator(".bar-menu", new() { Has = Page.Locator("summary", new() { HasText = name }) });
        if (!await menu.EvaluateAsync<bool>("menu => menu.open"))
        {
            await menu.Locator("summary").ClickAsync();
        }
    }

    public Task PressButtonAsync(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name }).First.ClickAsync();

    /// <summary>The form as somebody fills it in who writes the name of the body and does not choose from the list.</summary>
    public async Task FillInAsync(Webinar webinar, string email, string body)
    {
        await GoAsync($"/webinar/{webinar.Slug}/iscrizione");
        await Page.Locator("#FirstName").FillAsync("Maria");
        await Page.Locator("#LastName").FillAsync("Rossi");
        await Page.Locator("#Email").FillAsync(email);
        await Page.GetByLabel("Personale di un ente").CheckAsync();
        await Page.Locator("#OtherBody").FillAsync(body);
        await Page.Locator("#Role").FillAsync("Assistente sociale");
        await Page.GetByLabel("Ho letto e compreso").CheckAsync();
    }

    /// <summary>The form for several people, with the last name of one of them.</summary>
    public async Task FillInTogetherAsync(string body, string firstName, string lastName)
    {
        await Page.GetByLabel("Personale di un ente").CheckAsync();
        await Page.Locator("#OtherBody").FillAsync(body);
        await Page.Locator("#Email").FillAsync($"{Guid.NewGuid():N}@comune.example");
        await Page.Locator("#Rows_0__FirstName").FillAsync("Anna");
        await Page.Locator("#Rows_0__LastName").FillAsync("Verdi");
        await Page.Locator("#Rows_1__FirstName").FillAsync(firstName);
        await Page.Locator("#Rows_1__LastName").FillAsync(lastName);
        await Page.GetByLabel("Ho letto e compreso").CheckAsync();
    }

    public async Task SignUpAsync(Webinar webinar, string email)
    {
        await FillInAsync(webinar, email, "Castroreale");
        await Page.Locator("main form button[type=submit]").First.ClickAsync();
        await Page.WaitForURLAsync("**/inviata*");
    }

    /// <summary>Signed in without the form, for pages that are not about that.</summary>
    public async Task EnterAsStaffAsync()
    {
        var address = Site.ClientOptions.BaseAddress;
        var cookies = await StaffTicket.CookiesAsync(Site.Services, CooperaSite.AdministratorEmail, address);
        await Page.Context.AddCookiesAsync(cookies.Select(cookie => cookie.Split(';')[0].Split('=', 2)).Select(cookie => new Cookie
        {
            Name = cookie[0],
            Value = cookie[1],
            Url = address.ToString(),
        }));
        await GoAsync("/gestione");
    }

    /// <summary>The password, and nothing after it.</summary>
    public async Task SignInAsStaffAsync(string email = CooperaSite.AdministratorEmail, string leadsTo = "**/gestione")
    {
        await GoAsync("/gestione/accesso");
        await Page.Locator("#Email").FillAsync(email);
        await Page.Locator("#Password").FillAsync(CooperaSite.AdministratorPassword);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Accedi", Exact = true }).ClickAsync();
        await Page.WaitForURLAsync(leadsTo);
    }

    public async Task LeaveAsync(string button = "Esci")
    {
        await PressButtonAsync(button);
        await Page.WaitForURLAsync("**/gestione/accesso");
    }

    public async Task KeepPictureAsync()
    {
        var folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "TestResults")).FullName;
        var name = string.Concat((TestContext.Current.Test?.TestDisplayName ?? "page").Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));
        try
        {
            await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}.png"), FullPage = true });
        }
        catch (Exception late) when (late is TimeoutException or PlaywrightException)
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"No picture: {late.Message}"); // the fault itself is to be read
        }
    }

    private Task<string?> FocusedNameAsync() => Page.EvaluateAsync<string?>(
        "() => { const e = document.activeElement; return e && e !== document.body ? (e.labels && e.labels.length ? e.labels[0] : "
        + "e).textContent.trim().replace(/\\s+/g, ' ') : null }");
}
