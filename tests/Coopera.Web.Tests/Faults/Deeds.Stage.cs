using Coopera.Core.Links;
using Coopera.Domain.Coordination;
using Coopera.Domain.Webinars;
using Coopera.Web.Tests.Admin;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Coopera.Web.Tests.Faults;

internal static partial class Deeds
{
    internal sealed class Stage(CooperaSite site, Visitor staff, Visitor anybody, int number)
    {
        public CooperaSite Site => site;

        public Visitor Staff => staff;

        public Visitor Anybody => anybody;

        public int Number => number;

        public string Email => $"persona{number}@comune.example";

        public Task<Webinar> WebinarAsync() => site.WebinarAsync();

        public Task<string> FreeBodyAsync() => site.ReadAsync(db =>
            db.PublicBodies
                .Where(b => b.SuggestedPec != null && !db.Adhesions.Any(a => a.PublicBodyCode == b.Code)) // who has none gets no copy
                .OrderBy(b => b.Code).Select(b => b.Code).FirstAsync());

        public async Task<Adhesion> AdhesionAsync() => await site.FileAsync(await FreeBodyAsync(), AdhesionStatus.Draft);

        /// <summary>The page of three links, and the form of the first.</summary>
        public async Task<(Page Page, string Form)> MaterialAsync()
        {
            var address = $"/gestione/webinar/{(await WebinarAsync()).Id}/materiali";
            for (var link = 1; link <= 3; link++)
            {
                var typed = new Dictionary<string, string?>
                {
                    ["Link.Title"] = $"Video {link}",
                    ["Link.Url"] = $"https://video.example/{link}",
                };
                await staff.SubmitAsync(await staff.GetAsync(address), typed, "#modulo-link");
            }

            var page = await staff.GetAsync(address);
            return (page, $"form[action='{page.Document.QuerySelector("main ol form")!.GetAttribute("action")}']");
        }

        /// <summary>The dry run of a list of two.</summary>
        public async Task<Page> TryImportAsync(Webinar webinar)
        {
            var list = $"Maria Rossi <{Email}>; Luca Bianchi <altra-{Email}>";
            return await staff.SubmitAsync(
                await staff.GetAsync($"/gestione/webinar/{webinar.Id}/iscritti/importa"), new() { ["Data"] = list });
        }

        public string LinkOf(Guid registration) =>
            $"/iscrizioni/{site.Services.GetRequiredService<PersonalLinks>().Token(new PersonalLink(registration, 0))}";

        public string LinkOf(Adhesion adhesion) =>
            $"/coordinamento/adesione/{site.Services.GetRequiredService<AdhesionLinks>().Token(new PersonalLink(adhesion.Id, adhesion.LinkVersion))}";

        public Dictionary<string, string?> Sender(string body) => new()
        {
            ["BodyName"] = body,
            ["PublicBodyCode"] = body,
            ["Email"] = Email,
            ["PrivacyNoticeRead"] = "true",
        };
    }
}
