using Coopera.Domain.Certificates;
using Coopera.Domain.Registrations;

namespace Coopera.Domain.Tests.Certificates;

public sealed class CertificateTests
{
    private static readonly DateTimeOffset Now = new(2026, 2, 3, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_number_is_of_its_year() => Assert.Equal("2026/000123", CertificateNumber.Format(2026, 123));

    [Fact]
    public void One_is_valid_until_it_ends_and_ends_once()
    {
        var certificate = Issue();
        Assert.True(certificate.IsValid);
        Assert.NotNull(certificate.ActiveKey);

        certificate.End(CertificateState.Revoked, "Era di un’altra persona.", Now.AddDays(1));

        Assert.Equal(
            (CertificateState.Revoked, Now.AddDays(1), "Era di un’altra persona.", (string?)null),
            (certificate.State, certificate.EndedAt!.Value, certificate.Reason, certificate.ActiveKey));
        Assert.Throws<InvalidOperationException>(() => certificate.End(CertificateState.Superseded, null, Now));
        Assert.Throws<InvalidOperationException>(() => Issue().End(CertificateState.Valid, null, Now));
    }

    [Fact]
    public void The_mark_of_a_mailbox_is_the_same_for_each_of_its_spellings_and_tells_nothing()
    {
        var mark = Certificate.MarkOf(EmailAddress.Parse("Maria.Rossi@Comune.example").Key);

        Assert.Equal(mark, Certificate.MarkOf(EmailAddress.Parse("maria.rossi@comune.example").Key));
        Assert.NotEqual(mark, Certificate.MarkOf(EmailAddress.Parse("mario.rossi@comune.example").Key));
        Assert.Equal(mark, Issue().MailboxMark);
    }

    [Fact]
    public void Credits_are_told_only_with_the_id_of_the_event_and_never_more_deontological_than_all()
    {
        var rule = new CreditRule(7);
        Assert.Null(rule.Credits);
        rule.Change(3, 1, "");
        Assert.Null(rule.Credits);
        rule.Change(3, 1, "CROAS-61234");

        Assert.Equal(new CertificateCredits(3, 1, "CROAS-61234"), rule.Credits);
        Assert.Throws<ArgumentOutOfRangeException>(() => rule.Change(1, 2, "x"));
        Assert.Throws<ArgumentOutOfRangeException>(() => rule.Change(101, 0, "x"));
    }

    [Theory]
    [InlineData("Maria Rosi", "Maria Rossi")]
    [InlineData("MARIA ROSSI", "Maria Rossi")]
    [InlineData("Rossi Maria", "Maria Rossi")]
    [InlineData("Maria Rossi", "Maria Grazia Rossi")]
    [InlineData("Maria Grazia Rossi", "Maria Rossi")]
    [InlineData("Niccolo D'Angelo", "Niccolò D’Angelo")]
    public void The_same_person_written_otherwise_is_a_correction(string before, string after) =>
        Assert.True(NameCorrection.IsOne(before, after));

    [Theory]
    [InlineData("Maria Rossi", "Luca Bianchi")]
    [InlineData("Maria Rossi", "Giovanni Rossi")]
    [InlineData("Maria Rossi", "Maria Bianchi")]
    [InlineData("Ada Li", "Ugo Li")]
    [InlineData("Rossi", "Giovanni Rossi")]
    public void Another_person_is_none(string before, string after) => Assert.False(NameCorrection.IsOne(before, after));

    private static Certificate Issue()
    {
        var person = new Participant(
            "Maria", "Rossi", EmailAddress.Parse("maria.rossi@comune.example"), ParticipantKind.Staff, null, null, null, null, null);
        var registration = Registration.SignUp(7, 1, null, person, new PrivacyNoticeReading("2026-11-01", Now, false), Now);
        var facts = new CertificateFacts
        {
            Person = "Maria Rossi",
            Title = "Accogliere insieme",
            From = Now.AddHours(-2),
            Until = Now,
            Mode = "a distanza",
            AttendedMinutes = 120,
            WholeMinutes = 120,
            Fund = "FAMI",
            Place = "Palermo",
            Day = new DateOnly(2026, 2, 3),
            Signer = "Chi firma",
            VerificationAddress = "https://example.org/attestati",
        };
        return new Certificate(registration, 2026, 1, facts, "segreteria@anci.example", Now);
    }
}
