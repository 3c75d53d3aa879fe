using System.Text.RegularExpressions;
using Coopera.Core.Data;
using Coopera.Testing.Samples;
using MimeKit;

namespace Coopera.Web.Tests.Admin;

/// <summary>The walk through routes by roles, one step further: what a mail that somebody may look at would let them do.</summary>
public sealed partial class MailLinksByRoleTests : IDisposable
{
    // It queues one mail of each kind, which no other test expects.
    private readonly CooperaSite _site = new();

    [Theory]
    [InlineData(StaffRoles.Administrator)]
    [InlineData(StaffRoles.Editor)]
    [InlineData(StaffRoles.Secretariat)]
    [InlineData(StaffRoles.Reader)]
    public async Task No_mail_opens_anything_for_whoever_looks_at_it_on_the_staff(string role)
    {
        var mails = MailSamples.All.Values.Select(content => MailSamples.Row(content)).ToList();
        await _site.WriteAsync(async db => await db.OutgoingMails.AddRangeAsync(mails));
        var staff = await _site.NewStaffMemberAsync(role, StaffRoles.Export);
        var opening = 0;
        foreach (var mail in mails)
        {
            opening += Tokens(Everything(await _site.ArrivesAsync(mail))).Any() ? 1 : 0;
            var page = await staff.GetAsync($"/gestione/posta/{mail.Id}");
            Assert.Equal(200, page.Status);
            Assert.Empty(Tokens(page.Document.DocumentElement.OuterHtml));

            var file = await staff.Client.GetAsync($"/gestione/posta/{mail.Id}/messaggio.eml");
            if (file.IsSuccessStatusCode)
            {
                var shown = Everything(await MimeMessage.LoadAsync(await file.Content.ReadAsStreamAsync()));
                Assert.Empty(Tokens(shown));
            }
        }

        Assert.InRange(opening, 8, mails.Count); // as they go out, they do open things
    }

    public void Dispose() => _site.Dispose();

    /// <summary>What is as long as a token; the ids of things in Gestione open nothing by themselves.</summary>
    private static IEnumerable<string> Tokens(string text) =>
        LongSegment().Matches(Picture().Replace(text, "")).Select(match => match.Groups[1].Value)
            .Where(segment => !Guid.TryParse(segment, out _));

    /// <summary>Subject, both texts and what is attached, decoded.</summary>
    private static string Everything(MimeMessage mail) => string.Join(
        '\n', mail.BodyParts.OfType<TextPart>().Select(part => part.Text).Prepend(mail.Subject));

    [GeneratedRegex("data:image/png;base64,[A-Za-z0-9+/=]+")]
    private static partial Regex Picture();

    [GeneratedRegex("/([A-Za-z0-9_-]{35,})")]
    private static partial Regex LongSegment();
}
