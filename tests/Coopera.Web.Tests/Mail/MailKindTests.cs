using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Coopera.Core.Mail;

namespace Coopera.Web.Tests.Mail;

/// <summary>
/// The outbox of years ago can still be read. <c>StoredMails.jsonl</c> holds a mail of every kind as it was stored: lines are added, and
/// none is ever changed or taken away.
/// </summary>
public sealed partial class MailKindTests
{
    /// <summary>Every id that was ever in an outbox, also when no mail of that kind is written any more.</summary>
    private static readonly string[] EverUsed =
    [
        "registration.confirmed", "registration.waiting", "registration.to-confirm", "registration.already-there",
        "registration.place-assigned", "registration.cancelled",
        "registration.moved", "registration.address-replaced", "registration.links", "registration.invitation-declined",
        "webinar.changed", "webinar.cancelled", "webinar.restored", "adhesion.blank-scheda",
        "adhesion.news", "adhesion.link-again", "adhesion.body-is-member", "adhesion.copy-to-body",
        "message.service", "message.invitation",
        "staff.password-reset", "staff.account-changed", "staff.invited", "staff.mail-test",
        "registration.reminder", "registration.waited-in-vain", "registration.thanks", "registration.way-in-moved",
        "registration.presence-decided",
        "certificate.issued", "certificate.revoked", "certificate.specimen", "certificate.links",
        "registration.questionnaire",
        "data.link", "data.request-told",
    ];

    public static TheoryData<string> StoredMails =>
        [.. File.ReadAllLines(Path.Combine(Repository.Root, "tests", "Coopera.Web.Tests", "Mail", "StoredMails.jsonl"))];

    [Fact]
    public void No_id_was_changed_and_every_one_has_a_class_a_label_and_a_stored_mail()
    {
        var known = typeof(MailContent).GetCustomAttributes<JsonDerivedTypeAttribute>()
            .ToDictionary(kind => (string)kind.TypeDiscriminator!, kind => kind.DerivedType);
        var classes = typeof(MailContent).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(MailContent)) && !type.IsAbstract);

        Assert.Empty(EverUsed.Except(known.Keys));
        Assert.Empty(known.Keys.Except(EverUsed).Select(
            id => $"{id} is new: add it to {nameof(EverUsed)}, and a mail of that kind to StoredMails.jsonl."));
        Assert.Empty(EverUsed.Except(MailPhrases.Kinds.Keys));
        Assert.Empty(EverUsed.Except(StoredMails.Select(line => IdOf(line.Data))));
        Assert.Equal(classes.OrderBy(type => type.Name), known.Values.Distinct().OrderBy(type => type.Name));
    }

    [Theory]
    [MemberData(nameof(StoredMails))]
    public void A_stored_mail_is_read_whole_and_keeps_its_id(string stored)
    {
        var mail = MailContent.FromJson(stored);

        Assert.Equal(IdOf(stored), mail.KindId);
        var facts = GivenUp().Replace(stored, "");
        Assert.True(
            JsonElement.DeepEquals(JsonDocument.Parse(facts).RootElement, JsonDocument.Parse(mail.ToJson()).RootElement), mail.ToJson());
    }

    [Fact]
    public async Task A_mail_that_was_stored_under_an_id_goes_out_whatever_its_class_is_called()
    {
        using var site = new CooperaSite(); // what arrives there is read whole

        foreach (var stored in StoredMails)
        {
            var message = await site.ArrivesAsync(MailContent.FromJson(stored.Data));

            Assert.False(string.IsNullOrWhiteSpace(message.Subject));
            Assert.False(string.IsNullOrWhiteSpace(message.TextBody));
        }
    }

    /// <summary>The platform's address stands in no mail any more, whatever a row of before holds.</summary>
    [GeneratedRegex(",\"JoinLink\":(null|\"[^\"]*\")")]
    private static partial Regex GivenUp();

    private static string IdOf(string json) => JsonDocument.Parse(json).RootElement.GetProperty("$type").GetString()!;
}
