using Coopera.Domain.Ratings;
using Microsoft.EntityFrameworkCore;

namespace Coopera.Web.Tests.Ratings;

/// <summary>Who has just finished may say how easy it was; what is kept is a count.</summary>
public sealed class RatingTests : IDisposable
{
    private const string Form = "form[action$='/valutazione']";

    private readonly CooperaSite _site = new();

    [Fact]
    public async Task A_rating_is_counted_once_however_often_it_is_sent_and_read_by_staff()
    {
        var visitor = _site.NewVisitor();
        var receipt = await SignedUpAsync(visitor, "maria.rossi@comune.example");

        var thanks = await visitor.SubmitAsync(receipt, new() { ["Score"] = "2", ["Obstacle"] = "Length" }, Form);
        await visitor.SubmitAsync(receipt, new() { ["Score"] = "5", ["Obstacle"] = "None" }, Form);
        var other = await SignedUpAsync(visitor, "anna.bianchi@comune.example");
        await visitor.SubmitAsync(other, new() { ["Score"] = "2", ["Obstacle"] = "Length" }, Form);

        Assert.Equal("/valutazione/grazie", thanks.Location);
        Assert.Equal("Grazie!", (await visitor.FollowAsync(thanks)).Heading);
        Assert.Equal(
            [(RatedService.SignUp, 2, Obstacle.Length, 2)],
            await _site.ReadAsync(async db =>
                (await db.RatingCounts.ToListAsync()).ConvertAll(c => (c.Service, c.Score, c.Obstacle, c.Count))));
        Assert.Contains(
            "2 giudizi, in media 2,0 su 5. Che cosa è stato difficile: «C’erano troppe domande o troppi passaggi» 2.",
            (await (await _site.NewStaffMemberAsync()).GetAsync("/gestione")).Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_an_answer_the_question_comes_again_and_nothing_chosen_is_lost()
    {
        var visitor = _site.NewVisitor();
        var receipt = await SignedUpAsync(visitor, "maria.rossi@comune.example");

        var again = await visitor.SubmitAsync(receipt, new() { ["Obstacle"] = "Device" }, Form);
        var thanks = await visitor.SubmitAsync(again, new() { ["Score"] = "4" }, Form);

        Assert.Equal(422, again.Status);
        Assert.Equal("Scegli una risposta, da «Molto facile» a «Molto difficile».", again.ErrorOf("Score"));
        Assert.Equal(303, thanks.Status);
        Assert.Equal(Obstacle.Device, (await _site.ReadAsync(db => db.RatingCounts.SingleAsync())).Obstacle);
    }

    [Theory]
    [InlineData("")]
    [InlineData("inventato")]
    public async Task A_rating_of_nothing_is_not_counted(string ticket)
    {
        var visitor = _site.NewVisitor();
        var receipt = await SignedUpAsync(visitor, "maria.rossi@comune.example");

        var answer = await visitor.SubmitAsync(receipt, new() { ["Score"] = "1", ["Ticket"] = ticket }, Form);

        Assert.Equal(410, answer.Status);
        Assert.False(await _site.ReadAsync(db => db.RatingCounts.AnyAsync()));
    }

    [Fact]
    public async Task Nobody_is_asked_before_the_sign_up_holds()
    {
        var webinar = await _site.WebinarAsync();

        var page = await _site.NewVisitor().GetAsync($"/webinar/{webinar.Slug}/iscrizione/inviata");

        Assert.Null(page.Document.QuerySelector(Form));
    }

    public void Dispose() => _site.Dispose();

    private async Task<Page> SignedUpAsync(Visitor visitor, string email)
    {
        var webinar = await _site.WebinarAsync();
        return await visitor.FollowAsync(await visitor.SubmitAsync(
            await visitor.GetAsync($"/webinar/{webinar.Slug}/iscrizione"),
            new()
            {
                ["FirstName"] = "Maria",
                ["LastName"] = "Rossi",
                ["Email"] = email,
                ["ParticipantKind"] = "Citizen",
                ["PrivacyNoticeRead"] = "true",
            }));
    }
}
