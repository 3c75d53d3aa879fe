using Coopera.Domain.Coordination;

namespace Coopera.Domain.Tests.Coordination;

/// <summary>Effects only for proven mailboxes; steps in their order; copies within bounds.</summary>
public sealed class AdhesionProofTests
{
    private static readonly DateTimeOffset Later = Some.Now.AddDays(3);

    public static TheoryData<AdhesionPart> Parts => [.. Enum.GetValues<AdhesionPart>()];

    [Fact]
    public void A_draft_reserves_nothing_until_the_signed_scheda_is_in()
    {
        var draft = Adhesion.Start(Some.Castroreale, Some.Email, Some.Pec, "1", Some.Now);
        Assert.Equal((null, false), (draft.ActiveKey, draft.IsProven));

        var proven = Some.AdhesionThatIs(AdhesionStatus.Draft);
        Assert.Equal((null, true), (proven.ActiveKey, proven.IsProven));

        Assert.Equal(Some.Castroreale.Code, Some.AdhesionThatIs(AdhesionStatus.Submitted).ActiveKey);
        Assert.Equal(Some.Castroreale.Code, Some.AdhesionThatIs(AdhesionStatus.ChangesRequested).ActiveKey);
    }

    [Fact]
    public void Paper_that_the_secretariat_records_reserves_the_body_at_once()
    {
        var recorded = Adhesion.Record(Some.Castroreale, Some.Email, EmailAddress.None, Some.Staff, "per PEC", Some.Now);

        Assert.Equal((Some.Castroreale.Code, true), (recorded.ActiveKey, recorded.IsProven));
    }

    [Fact]
    public void A_mailbox_is_proven_once()
    {
        var draft = Adhesion.Start(Some.Castroreale, Some.Email, Some.Pec, "1", Some.Now);

        draft.Prove(Later);
        draft.Prove(Later.AddDays(1));

        Assert.Equal(Later, draft.ProvenAt);
        Assert.Single(draft.Events, e => e.Kind == AdhesionEventKind.Proven);
    }

    [Fact]
    public void Nobody_is_reminded_who_has_not_opened_the_link()
    {
        var draft = Adhesion.Start(Some.Castroreale, Some.Email, Some.Pec, "1", Some.Now);
        Assert.False(draft.IsReminderDue(Some.Now.AddDays(8)));

        draft.Prove(Some.Now);
        Assert.True(draft.IsReminderDue(Some.Now.AddDays(8)));
    }

    [Theory]
    [MemberData(nameof(Parts))]
    public void A_copy_is_refused_while_a_step_is_missing_and_the_refusal_names_it(AdhesionPart missing)
    {
        var draft = Without(missing);
        draft.AttachCopy(Some.File(), "{}", Actor.Body, Later);
        var lines = draft.Events.Count;

        var received = Assert.Throws<CopyRefusedException>(() => draft.ReceiveSignedCopy(Some.File(), "{}", "R", Actor.Body, Later));
        var submitted = Assert.Throws<CopyRefusedException>(() => draft.SubmitAttachedCopy("R", Actor.Body, Later));

        Assert.Equal((CopyRefusal.StepsMissing, CopyRefusal.StepsMissing), (received.Refusal, submitted.Refusal));
        Assert.Equal([missing], received.Missing);
        Assert.Equal(
            (AdhesionStatus.Draft, null, 1, lines), (draft.Status, draft.ReceiptNumber, draft.SignedCopies.Count, draft.Events.Count));
    }

    [Fact]
    public void The_secretariat_takes_in_paper_as_it_came_with_gaps()
    {
        var draft = Without(AdhesionPart.NetworkAndAct);

        draft.ReceiveSignedCopy(Some.File(), "{}", "COOP-2026-000001", Some.Staff, Later);

        Assert.Equal(AdhesionStatus.Submitted, draft.Status);
    }

    [Fact]
    public void The_sixth_copy_of_a_day_is_refused_and_comes_in_a_day_after_the_first()
    {
        var adhesion = Some.AdhesionThatIs(AdhesionStatus.Draft);
        for (var i = 0; i < Adhesion.MostCopiesADay; i++)
        {
            Receive(adhesion, 1, Later.AddHours(i));
        }

        Assert.Equal(
            CopyRefusal.TooManyToday,
            Assert.Throws<CopyRefusedException>(() => Receive(adhesion, 1, Later.AddHours(23))).Refusal);
        adhesion.ReceiveSignedCopy(Some.File(), "{}", "R", Some.Staff, Later.AddHours(23)); // theirs are not counted
        Receive(adhesion, 1, Later.AddDays(1));
        Assert.Equal(7, adhesion.SignedCopies.Count);
    }

    [Fact]
    public void The_copies_of_an_adhesion_fill_forty_megabytes_and_not_a_byte_more()
    {
        var adhesion = Some.AdhesionThatIs(AdhesionStatus.Draft);
        for (var day = 0; day < 4; day++)
        {
            Receive(adhesion, SignedCopy.MaxLength, Later.AddDays(day));
        }

        Assert.Equal(
            CopyRefusal.TooMuch, Assert.Throws<CopyRefusedException>(() => Receive(adhesion, 1, Later.AddDays(9))).Refusal);
        Assert.Equal(4, adhesion.SignedCopies.Count);
    }

    private static void Receive(Adhesion adhesion, long length, DateTimeOffset at) =>
        adhesion.ReceiveSignedCopy(Some.File() with { Length = length }, "{}", "R", Actor.Body, at);

    private static Adhesion Without(AdhesionPart missing)
    {
        var pec = missing == AdhesionPart.Body ? EmailAddress.None : Some.Pec;
        var adhesion = Adhesion.Start(Some.Castroreale, Some.Email, pec, "1", Some.Now);
        adhesion.Prove(Some.Now);
        if (missing != AdhesionPart.People)
        {
            adhesion.TellPeople(Some.Castroreale, Some.Mayor, ContactPerson.Unknown, Some.Contact, Actor.Body, Some.Now);
        }

        if (missing != AdhesionPart.NetworkAndAct)
        {
            adhesion.TellNetworkAndAct(Some.Network, Some.Act, Actor.Body, Some.Now);
        }

        return adhesion;
    }
}
