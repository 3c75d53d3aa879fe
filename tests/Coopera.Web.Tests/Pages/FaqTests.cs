namespace Coopera.Web.Tests.Pages;

public sealed class FaqTests(SharedSite shared) : IClassFixture<SharedSite>
{
    [Fact]
    public async Task Every_question_has_an_address_of_its_own_and_every_link_leads_somewhere()
    {
        var visitor = shared.Site.NewVisitor();
        var page = await visitor.GetAsync("/domande-frequenti");

        var questions = page.Document.QuerySelectorAll("main h2, main h3");
        Assert.True(questions.Length > 20);
        Assert.All(questions, question => Assert.False(string.IsNullOrEmpty(question.Id)));
        Assert.Equal(questions.Length, questions.Select(question => question.Id).Distinct().Count());
        foreach (var address in page.Document.QuerySelectorAll("main a").Select(a => a.GetAttribute("href")!).Distinct())
        {
            Assert.True(
                address.StartsWith('#') ? page.Document.GetElementById(address[1..]) is not null
                    : (await visitor.GetAsync(address)).Status == 200,
                address);
        }
    }

    [Theory]
    [InlineData("/coordinamento", "adesione")]
    [InlineData("/coordinamento/adesione", "adesione")]
    public async Task Where_the_question_arises_a_link_leads_to_the_answer(string address, string part)
    {
        var visitor = shared.Site.NewVisitor();

        var page = await visitor.GetAsync(address);

        Assert.NotNull(page.Document.QuerySelector($"main a[href='/domande-frequenti#{part}']"));
        Assert.NotNull((await visitor.GetAsync("/domande-frequenti")).Document.GetElementById(part));
    }

    [Fact]
    public async Task The_form_of_a_webinar_leads_there_too()
    {
        var webinar = await shared.Site.WebinarAsync();

        var form = await shared.Site.NewVisitor().GetAsync($"/webinar/{webinar.Slug}/iscrizione");

        Assert.NotNull(form.Document.QuerySelector("main a[href='/domande-frequenti#webinar']"));
    }
}
