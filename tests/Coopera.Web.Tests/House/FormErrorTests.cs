using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Coopera.Core.Links;
using Coopera.Core.Registrations;
using Coopera.Domain.Coordination;
using Coopera.Domain.Registrations;
using Coopera.Domain.Webinars;
using Coopera.Web.Tests.Registrations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Web.Tests.House;

/// <summary>Every form, sent empty and with everything wrong: the summary tells it all, once, in the order of the page.</summary>
public sealed class FormErrorTests : IDisposable
{
    // It fills in every form of its site.
    private readonly CooperaSite _site = new();

    [Fact]
    public async Task The_summary_tells_every_error_once_and_in_the_order_of_the_fields()
    {
        var (staff, visitor) = (await _site.NewStaffMemberAsync(), _site.NewVisitor());
        var faults = new List<string>();
        var told = 0;
        foreach (var (who, address, form) in await FormsAsync(staff, visitor))
        {
            foreach (var wrong in new[] { false, true })
            {
                var page = await who.GetAsync(address);
                Assert.Equal(200, page.Status);
                var answer = await who.SubmitAsync(page, Filled(page, form, wrong), form);
                if (answer.Status == 303)
                {
                    Assert.False(wrong, $"{address} took everything wrong.");
                    continue; // nothing in it is required
                }

                Assert.Equal(422, answer.Status);
                faults.AddRange(Faults(answer).Select(fault => $"{address} {(wrong ? "all wrong" : "empty")}: {fault}"));
                told += answer.Document.QuerySelectorAll(".error-summary li").Length;
            }
        }

        Assert.Empty(faults);
        Assert.InRange(told, 100, 1000);
    }

    [Theory]
    [InlineData("Start.Date", "Start.Time", "End.Time", "Title", "Slug", "Capacity", "JoinLink")]
    public async Task What_only_the_database_or_two_fields_together_know_is_told_in_the_same_round(params string[] fields)
    {
        await _site.WebinarAsync(() => new Webinar(
            "gia-preso", "C’è già", DateTimeOffset.UtcNow.AddDays(9), DateTimeOffset.UtcNow.AddDays(9).AddHours(1)));
        var staff = await _site.NewStaffMemberAsync();

        var page = await staff.SubmitAsync(
            await staff.GetAsync("/gestione/webinar/nuovo"),
            new()
            {
                ["Form.Title"] = "",
                ["Form.Slug"] = "gia-preso",
                ["Form.Start.Date"] = "",
                ["Form.Start.Time"] = "",
                ["Form.End.Time"] = "venticinque",
                ["Form.Capacity"] = "zero",
                ["Form.JoinLink"] = "http://zoom",
            },
            "main form:has([name='Form.Seen'])");

        Assert.Equal(422, page.Status);
        Assert.Equal(
            fields.Select(field => $"#Form_{field.Replace('.', '_')}").Order(),
            page.Document.QuerySelectorAll(".error-summary a").Select(link => link.GetAttribute("href")).Distinct().Order());
        Assert.Equal("Scegli l’ora in cui comincia.", page.ErrorOf("Form_Start_Time"));
        Assert.Empty(Faults(page));
    }

    [Fact]
    public async Task An_address_that_is_signed_up_already_is_told_with_the_rest()
    {
        var webinar = await _site.WebinarAsync();
        await SignUpAsync(webinar, 1);
        var staff = await _site.NewStaffMemberAsync();

        var page = await staff.SubmitAsync(
            await staff.GetAsync($"/gestione/webinar/{webinar.Id}/iscritti/nuova"),
            new() { ["Email"] = People.Number(1).Email.Display }, "main form:has([name=FirstName])");

        Assert.Equal("Questo indirizzo ha già un’iscrizione attiva a questo webinar.", page.ErrorOf("Email"));
        Assert.NotEqual("", page.ErrorOf("FirstName"));
        Assert.Contains("Apri l’iscrizione che c’è già", page.Text, StringComparison.Ordinal);
        Assert.Empty(Faults(page));
    }

    public void Dispose() => _site.Dispose();

    internal static IEnumerable<string> Faults(Page page)
    {
        var all = page.Document.All.ToList();
        var items = page.Document.QuerySelectorAll(".error-summary li").ToList();
        if (items.Count == 0)
        {
            yield return "there is no summary";
        }

        var (place, seen) = (-1, new HashSet<string>());
        foreach (var item in items)
        {
            var link = item.QuerySelector("a")?.GetAttribute("href");
            if (!seen.Add($"{link} {item.TextContent}"))
            {
                yield return $"twice: {item.TextContent}";
            }

            if (link is null)
            {
                continue;
            }

            if (page.Document.GetElementById(link[1..]) is not { } field)
            {
                yield return $"{link} leads nowhere: {item.TextContent}";
                continue;
            }

            var here = all.IndexOf(field);
            if (here < place)
            {
                yield return $"{link} stands after a later field";
            }

            place = Math.Max(place, here);
        }

        foreach (var error in page.Document.QuerySelectorAll(".field-error").Where(error => error.TextContent.Trim().Length > 0))
        {
            if (!items.Exists(item => item.TextContent == error.TextContent.Trim()))
            {
                yield return $"not in the summary: {error.TextContent.Trim()}";
            }
        }
    }

    private async Task<IReadOnlyList<(Visitor Who, string Address, string Form)>> FormsAsync(Visitor staff, Visitor visitor)
    {
        var webinar = await _site.WebinarAsync(() => new Webinar(
            "completo", "Completo", DateTimeOffset.UtcNow.AddDays(9), DateTimeOffset.UtcNow.AddDays(10))
        { Capacity = 1, AsksPhone = true });
        await SignUpAsync(webinar, 1);
        await SignUpAsync(webinar, 2);
        var question = Question.Ask(webinar.Id, 1, new QuestionContent(QuestionKind.YesNo, "Ti fermi a pranzo?") { Required = true });
        await _site.WriteAsync(async db => await db.Questions.AddAsync(question));
        var (confirmed, waiting) = await _site.ReadAsync(async db => (
            await db.Registrations.FirstAsync(r => r.Status == RegistrationStatus.Confirmed),
            await db.Registrations.FirstAsync(r => r.Status == RegistrationStatus.Waiting)));
        var draft = await _site.AddAsync(Bodies.Messina, AdhesionStatus.Draft);
        await using var scope = _site.Services.CreateAsyncScope();
        var own = scope.ServiceProvider.GetRequiredService<PersonalLinks>().Token(new PersonalLink(confirmed.Id, confirmed.LinkVersion));
        var links = scope.ServiceProvider.GetRequiredService<AdhesionLinks>();
        var adhesion = $"/coordinamento/adesione/{links.Token(new PersonalLink(draft.Id, 0))}";
        const string Main = "main form[method=post]";
        return
        [
            (visitor, $"/webinar/{webinar.Slug}/iscrizione", Main),
            (visitor, $"/webinar/{webinar.Slug}/iscrizione/colleghi", Main),
            (visitor, $"/iscrizioni/{own}", "main form[action$='/modifica']"),
            (visitor, "/iscrizioni/recupera", Main),
            (visitor, "/i-miei-dati", Main),
            (visitor, "/coordinamento/richiesta-scheda", Main),
            (visitor, "/coordinamento/adesione", Main),
            (visitor, $"{adhesion}/ente", Main),
            (visitor, $"{adhesion}/persone", Main),
            (visitor, $"{adhesion}/rete-sai", Main),
            (staff, "/gestione/webinar/nuovo", "main form:has([name='Form.Seen'])"),
            (staff, $"/gestione/webinar/{webinar.Id}/modifica", "main form:has([name='Form.Seen'])"),
            (staff, $"/gestione/webinar/{webinar.Id}/annulla", Main),
            (staff, $"/gestione/webinar/{webinar.Id}/domande/nuova", Main),
            (staff, $"/gestione/webinar/{webinar.Id}/materiali", "main form[action$='/link']"),
            (staff, $"/gestione/webinar/{webinar.Id}/iscritti/nuova", Main),
            (staff, $"/gestione/webinar/{webinar.Id}/iscritti/importa", Main),
            (staff, $"/gestione/iscrizioni/{confirmed.Id}/modifica", Main),
            (staff, $"/gestione/iscrizioni/{confirmed.Id}/sostituisci", Main),
            (staff, $"/gestione/iscrizioni/{confirmed.Id}/annulla", Main),
            (staff, $"/gestione/iscrizioni/{waiting.Id}/lista-attesa", Main),
            (staff, "/gestione/comunicati/nuovo", "main form:has([name='Form.Title'])"),
            (staff, $"/gestione/messaggi/nuovo?a=People&webinar={webinar.Id}", "main form:has([name='Form.Seen'])"),
            (staff, "/gestione/adesioni/nuova", Main),
            (staff, $"/gestione/adesioni/{draft.Id}/dati", Main),
            (staff, "/gestione/utenti/invita", Main),
            (staff, "/gestione/utenti/annulla-tutto", Main),
            (staff, "/gestione/profilo/password", "main form:has([name=PasswordAgain])"),
            (staff, "/gestione/profilo/nome", Main),
        ];
    }

    /// <summary>Nothing, or in each field what it cannot be.</summary>
    private static Dictionary<string, string?> Filled(Page page, string form, bool wrong)
    {
        var fields = new Dictionary<string, string?>();
        foreach (var control in ((IHtmlFormElement)page.Document.QuerySelector(form)!).Elements)
        {
            switch (control)
            {
                case IHtmlInputElement { Type: "checkbox" or "radio", Name: { Length: > 0 } name }:
                    fields.TryAdd(name, wrong && control is IHtmlInputElement { Type: "radio" } ? "altro-ancora" : null);
                    break;
                case IHtmlInputElement { Type: not "hidden" and not "submit", Name: { Length: > 0 } name } input:
                    if (name != "Website" && input.GetAttribute("tabindex") != "-1")
                    {
                        fields[name] = wrong ? $"<{new string('x', 700)}>" : "";
                    }

                    break;
                case IHtmlTextAreaElement { Name: { } name }:
                    fields[name] = wrong ? new string('x', 12_000) : "";
                    break;
            }
        }

        return fields;
    }

    private async Task SignUpAsync(Webinar webinar, int person)
    {
        await using var scope = _site.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<SignUp>().RunAsync(webinar.Id, People.Number(person), People.Notice);
    }
}
