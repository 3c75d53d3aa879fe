namespace Coopera.Web.Tests.Faults;

/// <summary>A double click, or "send again" of the browser: done once, and both are told the same.</summary>
public sealed class SentTwiceTests(PostgresSite postgres, SharedSite shared) : IClassFixture<PostgresSite>, IClassFixture<SharedSite>
{
    public static TheoryData<string> EveryDeed => Deeds.Names;

    [Theory]
    [MemberData(nameof(EveryDeed))]
    public async Task The_same_form_twice_is_done_once_with_the_same_answer(string deed)
    {
        var (adds, send) = await Deeds.PrepareAsync(deed, shared.Site, await shared.StaffAsync());
        var before = await Deeds.CountAsync(shared.Site);

        var first = await send();
        var second = await send();

        await AssertOnceAsync(shared.Site, adds, before, first, second);
    }

    [Theory]
    [MemberData(nameof(EveryDeed))]
    public async Task The_same_form_twice_at_once_is_done_once_with_the_same_answer(string deed)
    {
        var (adds, send) = await Deeds.PrepareAsync(deed, postgres.Site, postgres.Staff);
        var before = await Deeds.CountAsync(postgres.Site);

        var answers = await Task.WhenAll(send(), send(), send());

        await AssertOnceAsync(postgres.Site, adds, before, answers);
    }

    [Fact]
    public async Task What_is_put_right_and_sent_again_from_the_same_page_is_another_form()
    {
        var staff = await shared.StaffAsync();
        var address = $"/gestione/webinar/{(await shared.Site.WebinarAsync()).Id}/materiali";
        var page = await staff.GetAsync(address);
        var title = new Dictionary<string, string?> { ["File.Title"] = "Le slide" };

        await staff.UploadAsync(page, "slide.pdf", "%PDF-1.7 prima"u8.ToArray(), title);
        await staff.UploadAsync(page, "slide.pdf", "%PDF-1.7 dopo"u8.ToArray(), title);
        await staff.UploadAsync(page, "slide.pdf", "%PDF-1.7 dopo"u8.ToArray(), new() { ["File.Title"] = "Le slide giuste" });
        await staff.UploadAsync(page, "slide.pdf", "%PDF-1.7 dopo"u8.ToArray(), title);

        Assert.Equal(3, (await staff.GetAsync(address)).Document.QuerySelectorAll(
            $"form[action^='{address}/']:not([action$='/file']):not([action$='/link'])").Length);
    }

    private static async Task AssertOnceAsync(
        CooperaSite site, string adds, IReadOnlyList<(string One, string Many, int Count)> before, params Page[] answers)
    {
        Assert.All(answers, answer => Assert.Equal(303, answer.Status));
        Assert.Single(answers.Select(PlaceOf).Distinct());
        Assert.Equal(adds, await Deeds.AddedSinceAsync(site, before));
        Assert.Empty(await Deeds.MissingFilesAsync(site));
    }

    /// <summary>A personal link is another text each time it is made, and so is what the page is told to say.</summary>
    private static string PlaceOf(Page answer) =>
        string.Join('/', answer.Onward!.Split('/').Select(part => part.Length > 60 ? "{token}" : part));
}
