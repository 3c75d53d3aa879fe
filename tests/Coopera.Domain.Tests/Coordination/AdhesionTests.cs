using Coopera.Domain.Coordination;
using static Coopera.Domain.Coordination.AdhesionStatus;

namespace Coopera.Domain.Tests.Coordination;

/// <summary>Which verb goes from which state, and what each leaves behind.</summary>
public sealed class AdhesionTests
{
    private static readonly DateTimeOffset Later = Some.Now.AddDays(3);

    private static readonly Dictionary<string, Action<Adhesion>> Verbs = new()
    {
        [nameof(Adhesion.ChangeBody)] = a => a.ChangeBody(Some.Castroreale, Some.Email, EmailAddress.None, Actor.Body, Later),
        [nameof(Adhesion.TellPeople)] = a =>
            a.TellPeople(Some.Castroreale, Some.Mayor, ContactPerson.Unknown, Some.Contact, Actor.Body, Later),
        [nameof(Adhesion.TellNetworkAndAct)] = a => a.TellNetworkAndAct(Some.Network, Some.Act, Actor.Body, Later),
        [nameof(Adhesion.ReceiveSignedCopy)] = a => a.ReceiveSignedCopy(Some.File(), "{}", "COOP-2026-000002", Actor.Body, Later),
        [nameof(Adhesion.ReceiveByPec)] = a => a.ReceiveByPec(Some.File(), "{}", "COOP-2026-000002", Later),
        [nameof(Adhesion.ReadProtocol)] = a => a.ReadProtocol(
            new BodyProtocol("0000042", new DateOnly(2026, 1, 16), "c_c347"), Actor.Pec, Later),
        [nameof(Adhesion.AskAboutCopy)] = a => a.AskAboutCopy(Some.File(), Actor.Body, Later),
        [nameof(Adhesion.AttachCopy)] = a => a.AttachCopy(Some.File(), "{}", Actor.Body, Later),
        [nameof(Adhesion.SubmitAttachedCopy)] = a =>
        {
            if (a.CanBeEdited)
            {
                a.AttachCopy(Some.File(), "{}", Actor.Body, Later);
            }

            a.SubmitAttachedCopy("COOP-2026-000002", Actor.Body, Later);
        },
        [nameof(Adhesion.StartReview)] = a => a.StartReview(Some.Staff, Later),
        [nameof(Adhesion.Check)] = a => a.Check(ReviewChecks.SchedaSigned, Some.Staff, Later),
        [nameof(Adhesion.RequestChanges)] = a => a.RequestChanges("Manca la firma.", Some.Staff, Later),
        [nameof(Adhesion.Accept)] = a => a.Accept(Some.Staff, Later),
        [nameof(Adhesion.Refuse)] = a => a.Refuse("Non è un ente siciliano.", Some.Staff, Later),
        [nameof(Adhesion.Withdraw)] = a => a.Withdraw("Abbandonata.", Some.Staff, Later),
        [nameof(Adhesion.TakeWithdrawalBack)] = a => a.TakeWithdrawalBack(Actor.Body, a.LastMovedAt.AddMinutes(9)),
        [nameof(Adhesion.Correct)] = a =>
            a.Correct(Some.Castroreale, a.Data() with { Pec = EmailAddress.Parse("nuova@pec.example") }, "PEC", Some.Staff, Later),
        [nameof(Adhesion.SetProtocol)] = a => a.SetProtocol("0001234", new DateOnly(2026, 1, 16), Some.Staff, Later),
        [nameof(Adhesion.RenewLink)] = a => a.RenewLink(Some.OtherEmail, Some.Staff, Later),
        [nameof(Adhesion.Remind)] = a => a.Remind(Later),
        [nameof(Adhesion.Prove)] = a => a.Prove(Later),
    };

    // Rows: the verb; columns: the state it leads to from Draft, Submitted, InReview, ChangesRequested, Accepted, Refused, Withdrawn. Null:
    // refused.
    private static readonly Dictionary<string, AdhesionStatus?[]> LeadsTo = new()
    {
        [nameof(Adhesion.ChangeBody)] = [Draft, null, null, ChangesRequested, null, null, null],
        [nameof(Adhesion.TellPeople)] = [Draft, null, null, ChangesRequested, null, null, null],
        [nameof(Adhesion.TellNetworkAndAct)] = [Draft, null, null, ChangesRequested, null, null, null],
        [nameof(Adhesion.ReceiveSignedCopy)] = [Submitted, Submitted, Submitted, Submitted, null, null, null],
        [nameof(Adhesion.ReceiveByPec)] = [Submitted, Submitted, Submitted, Submitted, null, null, null],
        [nameof(Adhesion.ReadProtocol)] = [Draft, Submitted, InReview, ChangesRequested, Accepted, Refused, Withdrawn],
        [nameof(Adhesion.AskAboutCopy)] = [Draft, Submitted, InReview, ChangesRequested, null, null, null],
        [nameof(Adhesion.AttachCopy)] = [Draft, null, null, ChangesRequested, null, null, null],
        [nameof(Adhesion.SubmitAttachedCopy)] = [Submitted, null, null, Submitted, null, null, null],
        [nameof(Adhesion.StartReview)] = [null, InReview, null, null, null, null, null],
        [nameof(Adhesion.Check)] = [null, InReview, InReview, null, null, null, null],
        [nameof(Adhesion.RequestChanges)] = [null, ChangesRequested, ChangesRequested, null, null, null, null],
        [nameof(Adhesion.Accept)] = [null, Accepted, Accepted, null, null, null, null],
        [nameof(Adhesion.Refuse)] = [null, Refused, Refused, Refused, null, null, null],
        [nameof(Adhesion.Withdraw)] = [Withdrawn, Withdrawn, Withdrawn, Withdrawn, Withdrawn, null, null],
        [nameof(Adhesion.TakeWithdrawalBack)] = [null, null, null, null, null, null, Draft], // it was a draft
        [nameof(Adhesion.Correct)] = [Draft, Submitted, InReview, ChangesRequested, Accepted, null, null],
        [nameof(Adhesion.SetProtocol)] = [Draft, Submitted, InReview, ChangesRequested, Accepted, Refused, Withdrawn],
        [nameof(Adhesion.RenewLink)] = [Draft, Submitted, InReview, ChangesRequested, Accepted, Refused, Withdrawn],
        [nameof(Adhesion.Remind)] = [Draft, Submitted, InReview, ChangesRequested, Accepted, Refused, Withdrawn],
        [nameof(Adhesion.Prove)] = [Draft, Submitted, InReview, ChangesRequested, Accepted, Refused, Withdrawn],
    };

    public static TheoryData<string, AdhesionStatus> EveryVerbFromEveryState() => new(
        from verb in Verbs.Keys from state in Enum.GetValues<AdhesionStatus>() select (verb, state));

    [Theory]
    [MemberData(nameof(EveryVerbFromEveryState))]
    public void Every_verb_leads_where_the_table_says_or_is_refused_and_changes_nothing(string verb, AdhesionStatus from)
    {
        var adhesion = Some.AdhesionThatIs(from);
        var diary = adhesion.Events.Count;
        var copies = adhesion.SignedCopies.Count;

        if (LeadsTo[verb][(int)from] is { } to)
        {
            Verbs[verb](adhesion);
            Assert.Equal(to, adhesion.Status);
        }
        else
        {
            var refusal = Assert.Throws<AdhesionStateException>(() => Verbs[verb](adhesion));
            Assert.Equal(from, refusal.Status);
            Assert.Contains(verb, refusal.Message, StringComparison.Ordinal);
            Assert.Equal((from, diary, copies), (adhesion.Status, adhesion.Events.Count, adhesion.SignedCopies.Count));
            Assert.Equal(Some.Pec, adhesion.Pec);
        }
    }

    [Fact]
    public void The_table_knows_every_verb() => Assert.Equal(
        typeof(Adhesion)
            .GetMethods().Where(method => method is { IsStatic: false, IsSpecialName: false } && method.DeclaringType == typeof(Adhesion))
            .Select(method => method.Name)
            .Except([
                nameof(Adhesion.Data), nameof(Adhesion.IsReminderDue), nameof(Adhesion.RefusalOf), nameof(Adhesion.CanTakeWithdrawalBackAt),
                nameof(Adhesion.HasReceived), nameof(Adhesion.TakesMoreByPec), nameof(Adhesion.Forget),
            ]).Order(),
        Verbs.Keys.Order());

    [Theory]
    [InlineData(nameof(Adhesion.StartReview), Submitted, AdhesionEventKind.ReviewStarted, null)]
    [InlineData(nameof(Adhesion.RequestChanges), InReview, AdhesionEventKind.ChangesRequested, "Manca la firma.")]
    [InlineData(nameof(Adhesion.Accept), InReview, AdhesionEventKind.Accepted, null)]
    [InlineData(nameof(Adhesion.Refuse), InReview, AdhesionEventKind.Refused, "Non è un ente siciliano.")]
    [InlineData(nameof(Adhesion.Withdraw), Draft, AdhesionEventKind.Withdrawn, "Abbandonata.")]
    [InlineData(nameof(Adhesion.Correct), Accepted, AdhesionEventKind.Edited, "PEC")]
    [InlineData(nameof(Adhesion.SetProtocol), Submitted, AdhesionEventKind.ProtocolSet, "n. 0001234 del 16 gennaio 2026")]
    [InlineData(nameof(Adhesion.RenewLink), Draft, AdhesionEventKind.LinkRenewed, null)]
    public void What_staff_do_leaves_one_line_in_the_diary_with_who_when_and_why(
        string verb, AdhesionStatus from, AdhesionEventKind kind, string? why)
    {
        var adhesion = Some.AdhesionThatIs(from);
        var before = adhesion.Events.Count;

        Verbs[verb](adhesion);

        var line = Assert.Single(adhesion.Events.Skip(before));
        Assert.Equal((kind, Some.Staff.Name, true, why, Later), (line.Kind, line.ActorName, line.IsStaff, line.Note, line.At));
    }

    [Fact]
    public void Checking_a_copy_that_nobody_has_taken_up_takes_it_up()
    {
        var adhesion = Some.AdhesionThatIs(Submitted);

        adhesion.Check(ReviewChecks.SchedaSigned | ReviewChecks.Act | (ReviewChecks)64, Some.Staff, Later);

        Assert.Equal(ReviewChecks.SchedaSigned | ReviewChecks.Act, adhesion.Checks);
        Assert.Equal(AdhesionEventKind.ReviewStarted, adhesion.Events[^1].Kind);
    }

    [Fact]
    public void A_draft_without_a_copy_has_nothing_to_submit()
    {
        var draft = Some.AdhesionThatIs(Draft);

        Assert.Throws<AdhesionStateException>(() => draft.SubmitAttachedCopy("COOP-2026-000001", Actor.Body, Later));

        Assert.Equal((Draft, null), (draft.Status, draft.ReceiptNumber));
    }

    [Fact]
    public void A_better_copy_sent_during_the_review_starts_it_afresh_and_keeps_the_receipt()
    {
        var adhesion = Some.AdhesionThatIs(InReview);
        adhesion.Check(ReviewChecks.All, Some.Staff, Later);

        var copy = adhesion.ReceiveSignedCopy(Some.File("seconda.pdf"), "{}", "COOP-2026-000002", Actor.Body, Later);

        Assert.Equal((2, "seconda.pdf"), (copy.Version, copy.FileName));
        Assert.Equal((Submitted, ReviewChecks.None, "COOP-2026-000001"), (adhesion.Status, adhesion.Checks, adhesion.ReceiptNumber));
    }

    [Fact]
    public void An_accepted_body_is_a_member_from_that_day_in_rome_and_keeps_its_place()
    {
        var adhesion = Some.AdhesionThatIs(InReview);

        adhesion.Accept(Some.Staff, new DateTimeOffset(2026, 3, 31, 22, 30, 0, TimeSpan.Zero));

        Assert.Equal(new DateOnly(2026, 4, 1), adhesion.MemberSince);
        Assert.Equal(Some.Castroreale.Code, adhesion.ActiveKey);
    }

    [Theory]
    [InlineData(Refused)]
    [InlineData(Withdrawn)]
    public void A_body_whose_adhesion_came_to_nothing_may_begin_again(AdhesionStatus over) =>
        Assert.Null(Some.AdhesionThatIs(over).ActiveKey);

    [Fact]
    public void A_body_cannot_have_another_mailbox_written_to_than_the_one_it_has_proved()
    {
        var draft = Some.AdhesionThatIs(Draft);
        var other = EmailAddress.Parse("altra.persona@comune.example");

        Assert.Throws<AdhesionStateException>(() => draft.ChangeBody(Some.Castroreale, other, EmailAddress.None, Actor.Body, Later));

        Assert.NotEqual(other, draft.Email);
    }

    [Fact]
    public void A_draft_may_change_its_body_but_a_copy_that_came_back_for_changes_may_not()
    {
        var draft = Some.AdhesionThatIs(Draft);
        draft.ChangeBody(Some.Milazzo, Some.Email, EmailAddress.None, Actor.Body, Later);
        Assert.Equal((Some.Milazzo.Code, null), (draft.PublicBodyCode, draft.ActiveKey));

        var back = Some.AdhesionThatIs(ChangesRequested);
        Assert.Throws<AdhesionStateException>(() => back.ChangeBody(Some.Milazzo, Some.Email, EmailAddress.None, Actor.Body, Later));
        Assert.Equal(Some.Castroreale.Code, back.PublicBodyCode);
    }

    [Fact]
    public void Asking_for_changes_counts_the_reminders_from_the_start_and_so_does_a_new_link()
    {
        var asked = Some.AdhesionThatIs(InReview);
        asked.RequestChanges("Manca la firma.", Some.Staff, Later);
        asked.Remind(Later);
        asked.Remind(Later);

        asked.RenewLink(Some.OtherEmail, Some.Staff, Later.AddDays(1));

        Assert.Equal((0, Later.AddDays(1)), (asked.RemindersSent, asked.LastMovedAt));
        Assert.Equal(("collega@comune.example", 1), (asked.Email.Display, asked.LinkVersion));
    }

    [Fact]
    public void Correcting_and_renewing_the_link_of_a_copy_under_review_does_not_change_since_when_it_waits()
    {
        var adhesion = Some.AdhesionThatIs(InReview);
        var since = adhesion.LastMovedAt;

        Verbs[nameof(Adhesion.Correct)](adhesion);
        Verbs[nameof(Adhesion.RenewLink)](adhesion);
        Verbs[nameof(Adhesion.SetProtocol)](adhesion);

        Assert.Equal(since, adhesion.LastMovedAt);
    }

    [Theory]
    [InlineData("1234567", true)]
    [InlineData("00012345678901234567", true)]
    [InlineData("123456", false)]
    [InlineData("000123456789012345678", false)]
    [InlineData("1234567/2026", false)]
    [InlineData("١٢٣٤٥٦٧", false)]
    [InlineData("", false)]
    public void A_protocol_number_has_at_least_seven_digits_and_nothing_else(string number, bool good)
    {
        var adhesion = Some.AdhesionThatIs(Submitted);

        Assert.Equal(good, Adhesion.IsProtocolNumber(number));
        if (!good)
        {
            Assert.Throws<ArgumentException>(() => adhesion.SetProtocol(number, new DateOnly(2026, 1, 16), Some.Staff, Later));
        }
    }

    [Fact]
    public void It_is_found_by_body_people_document_code_receipt_and_protocol_and_the_search_text_stays_short()
    {
        var adhesion = Some.AdhesionThatIs(InReview);
        foreach (var i in Enumerable.Range(0, 300))
        {
            adhesion.ReceiveSignedCopy(Some.File(), "{}", "COOP-2026-000002", Some.Staff, Later.AddMinutes(i));
        }

        adhesion.SetProtocol("0001234", new DateOnly(2026, 1, 16), Some.Staff, Later);

        string[] wanted = [
            "comune di castroreale", "maria rossi", "luca bianchi", Text.Fold(adhesion.DocumentCode), "coop 2026 000001", "0001234"];
        Assert.All(wanted, text => Assert.Contains(text, adhesion.SearchText, StringComparison.Ordinal));
        Assert.True(adhesion.SearchText.Length < 400, adhesion.SearchText);
    }

    [Fact]
    public void One_just_begun_is_found_by_body_and_document_code()
    {
        var adhesion = Adhesion.Start(Some.Castroreale, Some.Email, EmailAddress.None, "1", Some.Now);

        Assert.Equal($"comune di castroreale me {Text.Fold(adhesion.DocumentCode)}", adhesion.SearchText);
    }

    [Fact]
    public void The_next_part_to_fill_in_is_the_body_then_people_then_network_and_act_then_nothing()
    {
        var adhesion = Adhesion.Start(Some.Castroreale, Some.Email, EmailAddress.None, "1", Some.Now);
        Assert.Equal(AdhesionPart.Body, adhesion.NextPart);

        adhesion.ChangeBody(Some.Castroreale, Some.Email, Some.Pec, Actor.Body, Later);
        Assert.Equal([AdhesionPart.People, AdhesionPart.NetworkAndAct], adhesion.MissingParts);

        adhesion.TellPeople(Some.Castroreale, Some.Mayor, ContactPerson.Unknown, Some.Contact, Actor.Body, Later);
        Assert.Equal(AdhesionPart.NetworkAndAct, adhesion.NextPart);

        adhesion.TellNetworkAndAct(Some.Network, new AdhesionAct(ActKind.Resolution, "", null), Actor.Body, Later);
        Assert.Equal(AdhesionPart.NetworkAndAct, adhesion.NextPart);

        adhesion.TellNetworkAndAct(Some.Network, new AdhesionAct(ActKind.ToBeAdopted, "", null), Actor.Body, Later);
        Assert.Null(adhesion.NextPart);
    }

    [Fact]
    public void A_body_that_was_there_before_the_site_is_a_member_since_then_without_receipt()
    {
        var adhesion = Adhesion.OnRecord(Some.Castroreale, new DateOnly(2022, 1, 25), Some.Now);

        Assert.Equal((Accepted, new DateOnly(2022, 1, 25), null), (adhesion.Status, adhesion.MemberSince, adhesion.ReceiptNumber));
        Assert.True(adhesion.IsOver);
    }

    [Fact]
    public void Staff_record_one_that_came_on_paper_with_how_it_came()
    {
        var adhesion = Adhesion.Record(Some.Castroreale, Some.Email, EmailAddress.None, Some.Staff, "Per PEC il 12 gennaio 2026", Some.Now);

        Assert.Equal((Draft, (DateTimeOffset?)null), (adhesion.Status, adhesion.PrivacyNoticeReadAt));
        Assert.Equal((AdhesionEventKind.Recorded, "Per PEC il 12 gennaio 2026"), (adhesion.Events[0].Kind, adhesion.Events[0].Note));
    }
}
