using Coopera.Browser.Tests.Browser;
using Coopera.Domain.Coordination;
using Microsoft.Playwright;

namespace Coopera.Browser.Tests.Journeys;

public sealed class FileSizeTests(SiteInBrowser browser)
{
    [Fact]
    public Task A_file_that_is_too_large_is_told_so_when_it_is_chosen_and_nothing_is_sent() => browser.VisitAsync(async tab =>
    {
        await tab.GoAsync("/coordinamento/scheda/carica");
        var sent = 0;
        tab.Page.Request += (_, request) => sent += request.Method == "POST" ? 1 : 0;
        var (file, error) = (tab.Page.Locator("#file"), tab.Page.Locator("#file-error"));

        await file.SetInputFilesAsync(Pdf(SignedCopy.MaxLength + 1));

        await Assertions.Expect(error).ToContainTextAsync("Il file supera i 10 MB.");
        await Assertions.Expect(file).ToHaveAttributeAsync("aria-invalid", "true");
        await tab.Page.GetByRole(AriaRole.Button, new() { Name = "Carica la scheda" }).ClickAsync();
        await Assertions.Expect(file).ToBeFocusedAsync();
        Assert.Equal(0, sent);

        await file.SetInputFilesAsync(Pdf(1000));

        await Assertions.Expect(error).ToHaveTextAsync("");
        await Assertions.Expect(file).ToHaveAttributeAsync("aria-invalid", "false");
    });

    private static FilePayload Pdf(long size) => new() { Name = "scheda.pdf", MimeType = "application/pdf", Buffer = new byte[size] };
}
