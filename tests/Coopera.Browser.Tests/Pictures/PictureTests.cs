using Coopera.Browser.Tests.Browser;
using Coopera.Browser.Tests.Pages;
using Microsoft.Playwright;

namespace Coopera.Browser.Tests.Pictures;

/// <summary>Takes pictures of the pages when asked to: for the README, and of everything for somebody who looks at the whole site.</summary>
public sealed class PictureTests(SiteInBrowser browser)
{
    private const string ReadmeFolder = "COOPERA_SCREENSHOTS";
    private const string GalleryFolder = "COOPERA_GALLERY";
    private const int LargestFile = 150 * 1024;

    public static TheoryData<string, string> ReadmePictures() => new()
    {
        { "home", "home" },
        { "webinar-open", "webinar" },
        { "sign-up", "iscrizione" },
        { "personal-confirmed", "pagina-personale" },
        { "staff-registrations-many", "iscritti" },
    };

    [Theory]
    [MemberData(nameof(ReadmePictures))]
    public async Task The_readme_shows(string page, string picture)
    {
        var folder = FolderOf(ReadmeFolder, "the pictures of the README are written only then");
        await browser.Pages.VisitAsync(page, 1280, async tab =>
        {
            await tab.Page.SetViewportSizeAsync(1280, 860);
            var file = Path.Combine(folder, $"{picture}.png");
            await SaveAsync(tab.Page, file, fullPage: false);
            Assert.InRange(new FileInfo(file).Length, 1, LargestFile);
        });
    }

    public static TheoryData<string, int> Gallery() => [.. from name in EveryPage.Names from width in EveryPage.Widths select new TheoryDataRow<string, int>(name, width)];

    [Theory]
    [MemberData(nameof(Gallery))]
    public async Task The_gallery_shows(string page, int width)
    {
        var folder = FolderOf(GalleryFolder, "the gallery of all pages is written only then");
        await browser.Pages.VisitAsync(page, width, tab => SaveAsync(tab.Page, Path.Combine(folder, $"{page}-{width}.png"), fullPage: true));
    }

    private static string FolderOf(string variable, string consequence)
    {
        var folder = Environment.GetEnvironmentVariable(variable);
        Assert.SkipWhen(string.IsNullOrEmpty(folder), $"{variable} names no folder: {consequence}.");
        return Directory.CreateDirectory(folder!).FullName;
    }

    private static async Task SaveAsync(IPage page, string file, bool fullPage)
    {
        await page.EvaluateAsync("() => document.fonts.ready.then(() => true)");
        await page.ScreenshotAsync(new() { Path = file, FullPage = fullPage, Animations = ScreenshotAnimations.Disabled, Caret = ScreenshotCaret.Hide });
    }
}
