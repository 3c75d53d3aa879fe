using Coopera.Browser.Tests.Browser;
using Coopera.Browser.Tests.Pages;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(SiteInBrowser))]

namespace Coopera.Browser.Tests.Browser;

/// <summary>The real site on a free port of this machine, on an empty data folder of its own, and one Chromium for all tests.</summary>
public sealed class SiteInBrowser : IAsyncLifetime
{
    /// <summary>Before something counts as not happening: a busy machine is slow, and that is no fault of a page.</summary>
    private const int PatienceMilliseconds = 120_000;

    /// <summary>What a page computes has no limit of Playwright's: here a journey that stands still gets a name.</summary>
    private static readonly TimeSpan WholeJourney = TimeSpan.FromMinutes(8);

    /// <summary>Pages that ask the DNS get the same answers on every machine.</summary>
    private static readonly NameServer Names = new NameServer()
        .WithMx("coopera.example", "mx.coopera.example").WithText("coopera.example", "v=spf1 +all");

    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private EveryPage? _pages;

    public CooperaSite Site { get; } = Listening(new CooperaSite(new() { ["Mail:DnsServer"] = Names.Address }, sample: true));

    public static CooperaSite Listening(CooperaSite site)
    {
        site.UseKestrel(0);
        site.StartServer();
        return site;
    }

    /// <summary>The catalogue of pages, on webinars in every phase.</summary>
    public EveryPage Pages
    {
        get
        {
            RequireBrowser();
            return _pages!;
        }
    }

    public async ValueTask InitializeAsync()
    {
        if (Chromium.Program is { } program)
        {
            Assertions.SetDefaultExpectTimeout(PatienceMilliseconds);
            _playwright = await Playwright.CreateAsync();
            _browser = await Chromium.StartAsync(_playwright, program);
            _pages = await EveryPage.SetAsync(this);
        }
    }

    public void RequireBrowser() => Assert.SkipUnless(_browser is not null, Chromium.Missing);

    /// <summary>
    /// Somebody opens a new browser window on the site, does something, and must not have met any fault of the page on the way.
    /// </summary>
    public async Task VisitAsync(Func<Tab, Task> journey, int width = 1280, bool scripts = true, CooperaSite? site = null)
    {
        RequireBrowser();
        var context = await _browser!.NewContextAsync(new()
        {
            BaseURL = (site ?? Site).ClientOptions.BaseAddress.ToString(),
            JavaScriptEnabled = scripts,
            Locale = "it-IT",
            TimezoneId = "Europe/Rome",
            ViewportSize = new() { Width = width, Height = 800 },
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(PatienceMilliseconds);
        var tab = new Tab(await context.NewPageAsync(), site ?? Site);
        try
        {
            await journey(tab).WaitAsync(WholeJourney);
            Assert.True(tab.Faults.Count == 0, string.Join(Environment.NewLine, tab.Faults));
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            await tab.KeepPictureAsync();
            throw;
        }
        finally
        {
            await CloseAsync(context);
        }
    }

    /// <summary>A window that hangs is left behind: the visit has a result of its own, and the next one opens another.</summary>
    private static async Task CloseAsync(IBrowserContext context)
    {
        try
        {
            await context.CloseAsync().WaitAsync(TimeSpan.FromMilliseconds(PatienceMilliseconds));
        }
        catch (TimeoutException late)
        {
            TestContext.Current.TestOutputHelper?.WriteLine($"The window does not close: {late.Message}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await (_browser?.CloseAsync() ?? Task.CompletedTask);
        _playwright?.Dispose();
        await (_pages?.DisposeAsync() ?? ValueTask.CompletedTask);
        await Site.DisposeAsync();
    }
}
