using Coopera.Browser.Tests.Browser;
using Coopera.Browser.Tests.Pictures;
using Coopera.Core.Mail.Parts;

namespace Coopera.Browser.Tests.Pages;

/// <summary>Mails as programs show them, on a telephone and in the narrow pane of an office.</summary>
public sealed class MailLookTests(SiteInBrowser browser)
{
    private static readonly int[] Widths = [360, 600];

    [Fact]
    public Task No_mail_is_wider_than_what_it_is_read_on() => browser.VisitAsync(async tab =>
    {
        var gallery = PictureTests.Gallery();
        var wide = new List<string>();
        foreach (var (name, content) in MailSamples.All)
        {
            var mail = await tab.Site.ArrivesAsync(content);
            await tab.Page.SetContentAsync(mail.HtmlBody!.Replace(FundingEmblem.Address, FundingEmblem.Inline, StringComparison.Ordinal));
            foreach (var width in Widths)
            {
                await tab.Page.SetViewportSizeAsync(width, 800);
                if (await tab.Page.EvaluateAsync<int>("document.documentElement.scrollWidth") > width)
                {
                    wide.Add($"{name} at {width}");
                }

                if (gallery is not null)
                {
                    await PictureTests.SaveAsync(tab.Page, Path.Combine(gallery, $"mail {name} {width}.png"), fullPage: true);
                }
            }
        }

        Assert.Empty(wide);
    });
}
