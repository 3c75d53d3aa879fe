using Coopera.Browser.Tests.Browser;
using Coopera.Browser.Tests.Pages;
using Microsoft.Playwright;

namespace Coopera.Browser.Tests.Pictures;

/// <summary>
/// Takes pictures of the pages when asked to: for the README, and of everything for somebody who looks at the whole site.
/// </summary>
public sealed class PictureTests(SiteInBrowser browser)
{
    private const string ReadmeFolder = "COOPERA_SCREENSHOTS";
    private const string GalleryFolder = "COOPERA_GALLERY";
    private const int LargestFile = 150 * 1024;

    private static readonly (string Page, string Picture)[] Readme =
    [
        ("home", "home"), ("webinar-open", "webinar"), ("sign-up", "iscrizione"),
        ("personal-confirmed", "pagina-personale"), ("staff-registrations-many", "iscritti"),
        ("staff-today", "oggi"), ("staff-webinar", "gestione-webinar"), ("staff-person", "persona"), ("staff-mail-failed", "posta"),
    ];

    [Fact]
    public async Task The_pictures_of_the_readme_are_small_enough()
    {
        var folder = FolderOf(ReadmeFolder);
        foreach (var (page, picture) in Readme)
        {
            await browser.Pages.VisitAsync(page, 1280, async tab =>
            {
                await tab.Page.SetViewportSizeAsync(1280, 900);
                var file = Path.Combine(folder, $"{picture}.png");
                await SaveAsync(tab.Page, file, fullPage: false);
                Assert.InRange(new FileInfo(file).Length, 1, LargestFile);
            });
        }
    }

    [Fact]
    public async Task Every_page_can_be_photographed_at_each_width()
    {
        var folder = FolderOf(GalleryFolder);
        foreach (var name in EveryPage.Names)
        {
            await browser.Pages.VisitAsync(name, EveryPage.Widths[0], async tab =>
            {
                foreach (var width in EveryPage.Widths)
                {
                    await tab.Page.SetViewportSizeAsync(width, 800);
                    await SaveAsync(tab.Page, Path.Combine(folder, $"{name}-{width}.png"), fullPage: true);
                }
            });
        }
    }

    /// <summary>Null when nobody asked for pictures of everything.</summary>
    internal static string? Gallery() =>
        Environment.GetEnvironmentVariable(GalleryFolder) is { Length: > 0 } folder ? Directory.CreateDirectory(folder).FullName : null;

    private static string FolderOf(string variable)
    {
        var folder = Environment.GetEnvironmentVariable(variable);
        Assert.SkipWhen(string.IsNullOrEmpty(folder), $"{variable} names no folder to write the pictures to.");
        return Directory.CreateDirectory(folder!).FullName;
    }

    internal static async Task SaveAsync(IPage page, string file, bool fullPage)
    {
        await page.EvaluateAsync("() => document.fonts.ready.then(() => true)");
        await page.ScreenshotAsync(
            new() { Path = file, FullPage = fullPage, Animations = ScreenshotAnimations.Disabled, Caret = ScreenshotCaret.Hide });
    }
}
