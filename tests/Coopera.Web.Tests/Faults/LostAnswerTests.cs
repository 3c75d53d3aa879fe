namespace Coopera.Web.Tests.Faults;

/// <summary>
/// The line to the database breaks while it commits: what was asked for is done once, and whoever asked is told the truth.
/// </summary>
public sealed class LostAnswerTests(PostgresSite postgres) : IClassFixture<PostgresSite>
{
    public static TheoryData<string> EveryDeed => Deeds.Names;

    [Theory]
    [MemberData(nameof(EveryDeed))]
    public async Task What_was_committed_unheard_is_done_once_and_told_as_done(string deed) =>
        await SendOnceAsync(deed, CuttingProxy.Break.Answer);

    [Theory]
    [InlineData("un ente inizia con un file")]
    [InlineData("un ente manda la copia firmata")]
    [InlineData("la redazione duplica un webinar")]
    public async Task What_was_not_committed_is_done_once_more(string deed) => await SendOnceAsync(deed, CuttingProxy.Break.Commit);

    [Theory]
    [InlineData("un ente inizia")]
    [InlineData("un ente manda la copia firmata")]
    [InlineData("la redazione duplica un webinar")]
    public async Task What_is_still_being_committed_is_waited_for(string deed) =>
        await SendOnceAsync(deed, CuttingProxy.Break.AnswerThenLateCommit);

    [Theory]
    [InlineData("una persona si iscrive")]
    [InlineData("qualcuno chiede la scheda")]
    [InlineData("un ente inizia")]
    [InlineData("un ente inizia con un file")]
    [InlineData("un ente manda la copia firmata")]
    public async Task When_nobody_can_be_asked_whether_it_was_stored_that_is_said_and_the_same_form_finds_out(string deed)
    {
        var anybody = postgres.Site.NewVisitor();
        var (adds, send) = await Deeds.PrepareAsync(deed, postgres.Site, postgres.Staff, anybody);
        var before = await Deeds.CountAsync(postgres.Site);
        postgres.Line.BreakAtNextCommit(CuttingProxy.Break.AnswerAndAll);

        var unknown = await send();
        postgres.Line.Mend();

        Assert.Equal((503, "Non sappiamo se i dati sono stati salvati"), (unknown.Status, unknown.Heading));
        Assert.Contains("potrebbe essere registrato, oppure no", unknown.Text, StringComparison.Ordinal);
        Assert.NotNull(unknown.Response.Headers.RetryAfter);
        Assert.Equal(adds, await Deeds.AddedSinceAsync(postgres.Site, before));

        var again = unknown.Document.QuerySelector("main form [type=file]") is null
            ? await anybody.SubmitAsync(unknown, [])
            : await anybody.UploadAsync(unknown, Deeds.FileName, TestPdf.Plain());

        Assert.Equal(303, again.Status);
        Assert.Equal(adds, await Deeds.AddedSinceAsync(postgres.Site, before));
    }

    private async Task SendOnceAsync(string deed, CuttingProxy.Break how)
    {
        var (adds, send) = await Deeds.PrepareAsync(deed, postgres.Site, postgres.Staff);
        var before = await Deeds.CountAsync(postgres.Site);
        postgres.Line.BreakAtNextCommit(how);

        var answer = await send();

        Assert.Equal((303, 1), (answer.Status, postgres.Line.Broken));
        Assert.Equal(adds, await Deeds.AddedSinceAsync(postgres.Site, before));
        Assert.Empty(await Deeds.MissingFilesAsync(postgres.Site));
    }
}
