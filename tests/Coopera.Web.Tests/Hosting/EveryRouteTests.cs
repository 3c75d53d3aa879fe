using Coopera.Web.Admin;
using Coopera.Web.Shared;
using Coopera.Web.Tests.Admin;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.Controllers;

namespace Coopera.Web.Tests.Hosting;

/// <summary>Rules that hold for every route, whichever feature adds one.</summary>
public sealed class EveryRouteTests(SharedSite shared) : IClassFixture<SharedSite>
{
    // Signing in itself, and the page that says "no".
    private static readonly IReadOnlyList<string> StaffRoutesOpenToAll = [.. RoleTable.OpenToAll];

    private readonly CooperaSite _site = shared.Site;

    [Fact]
    public async Task A_post_of_staff_without_a_token_is_refused_everywhere_and_changes_nothing()
    {
        var routes = (await EveryRoute.OfAsync(_site)).Where(route => route.Methods.Contains("POST") && route.IsStaff).ToList();
        var staff = await _site.NewStaffMemberAsync();
        var before = await DatabasePrint.OfAsync(_site);

        foreach (var route in routes)
        {
            var answer = await staff.PostAsync(route.Address);
            Assert.True(answer.Status == 400, $"POST {route} without a token answered {answer.Status}.");
            Assert.Equal("Non riusciamo a leggere la richiesta", answer.Heading);
        }

        Assert.Equal(before, await DatabasePrint.OfAsync(_site));
        Assert.True(routes.Count >= 30, "The routes were not found.");
    }

    [Fact]
    public async Task A_public_post_that_does_not_say_where_it_comes_from_is_shown_again_everywhere_and_changes_nothing()
    {
        var routes = (await EveryRoute.OfAsync(_site)).Where(route => route.Methods.Contains("POST") && !route.IsStaff).ToList();
        var old = new Visitor(_site.NewVisitor().Client) { SaysWhereFormsComeFrom = false };
        var before = await DatabasePrint.OfAsync(_site);

        foreach (var route in routes)
        {
            var answer = await old.PostAsync(route.Address);
            Assert.True(answer.Status == 422, $"POST {route} from nowhere answered {answer.Status}.");
            Assert.Equal("Premi ancora una volta per inviare", answer.Heading);
            Assert.NotEmpty(answer.ValueOf(SentForms.Ticket));
        }

        Assert.Equal(before, await DatabasePrint.OfAsync(_site));
        Assert.True(routes.Count >= 7, "The routes were not found.");
    }

    [Fact]
    public async Task No_public_answer_sets_a_cookie_or_holds_a_token_or_a_mark_of_its_own()
    {
        using var site = new CooperaSite(); // its forms are sent
        foreach (var route in (await EveryRoute.OfAsync(site)).Where(route => !route.IsStaff))
        {
            foreach (var method in new[] { "GET", "POST" }.Where(route.Takes))
            {
                var visitor = site.NewVisitor();
                var answer = method == "GET" ? await visitor.GetAsync(route.Address) : await visitor.PostAsync(route.Address);

                Assert.False(answer.Response.Headers.Contains("Set-Cookie"), $"{method} {route} sets a cookie.");
                Assert.Empty(answer.Document.QuerySelectorAll($"[name=__RequestVerificationToken], [name={SentForms.Field}]"));
            }
        }
    }

    [Fact]
    public async Task What_another_site_sends_is_refused_everywhere_before_it_is_counted_or_read()
    {
        using var site = new CooperaSite(new()
        {
            ["RateLimits:SignUpsPerMinute"] = "1",
            ["RateLimits:LinkRequestsPerMinute"] = "1",
            ["RateLimits:StaffSignInsPerMinute"] = "1",
        });
        var routes = (await EveryRoute.OfAsync(site)).Where(route => route.Methods.Contains("POST")).ToList();
        var staff = await site.NewStaffMemberAsync();
        var before = await DatabasePrint.OfAsync(site);

        foreach (var route in routes)
        {
            using var unread = new StringContent("never ends", null, "multipart/form-data");
            using var request = new HttpRequestMessage(HttpMethod.Post, route.Address) { Content = unread };
            request.Headers.Add("Origin", "https://altrove.example");

            using var answer = await staff.Client.SendAsync(request);

            Assert.True((int)answer.StatusCode == 403, $"POST {route} from another site answered {(int)answer.StatusCode}.");
            var page = await answer.Content.ReadAsStringAsync();
            Assert.Contains("<h1>Il modulo non arriva da questo sito</h1>", page, StringComparison.Ordinal);
        }

        Assert.Equal(before, await DatabasePrint.OfAsync(site));
        Assert.True(routes.Count >= 40, "The routes were not found.");
    }

    [Fact]
    public async Task Who_has_not_signed_in_is_led_to_the_sign_in_from_every_staff_route()
    {
        var routes = (await EveryRoute.OfAsync(_site))
            .Where(route => route.IsStaff && !StaffRoutesOpenToAll.Contains(route.Pattern)).ToList();
        var before = await DatabasePrint.OfAsync(_site);
        var anybody = _site.NewVisitor();

        foreach (var route in routes)
        {
            var answer = route.Takes("GET") ? await anybody.GetAsync(route.Address) : await anybody.PostAsync(route.Address);
            Assert.True(answer.Status == 302, $"{route} answered {answer.Status} to somebody who has not signed in.");
            Assert.StartsWith(
                "/gestione/accesso", new Uri(new Uri("http://localhost"), answer.Location).PathAndQuery, StringComparison.Ordinal);
        }

        Assert.Equal(before, await DatabasePrint.OfAsync(_site));
        Assert.True(routes.Count >= 6, "The routes were not found.");
    }

    [Fact]
    public async Task Every_action_of_the_back_office_is_for_signed_in_staff_and_below_gestione()
    {
        foreach (var route in await EveryRoute.OfAsync(_site))
        {
            var controller = route.Endpoint.Metadata.GetMetadata<ControllerActionDescriptor>()?.ControllerTypeInfo;
            if (controller?.Namespace?.StartsWith(typeof(AdminController).Namespace!, StringComparison.Ordinal) == true)
            {
                Assert.True(route.IsStaff, $"{route} is an action of the back office: its address begins with /gestione.");
                Assert.NotNull(route.Endpoint.Metadata.GetMetadata<IAuthorizeData>());
                Assert.Null(route.Endpoint.Metadata.GetMetadata<IAllowAnonymous>());
            }
        }
    }

    [Fact]
    public async Task A_get_never_changes_the_database_but_for_the_line_that_an_export_leaves()
    {
        using var site = new CooperaSite(); // nobody has used up the limit of its links
        var routes = (await EveryRoute.OfAsync(site)).Where(route => route.Takes("GET")).ToList();
        var staff = await site.NewStaffMemberAsync();
        await staff.GetAsync("/");
        foreach (var route in routes)
        {
            var before = await DatabasePrint.OfAsync(site);

            var answer = await staff.GetAsync(route.Address);

            Assert.True(answer.Status < 500, $"GET {route} answered {answer.Status}.");
            var after = await DatabasePrint.OfAsync(site);
            var headers = answer.Response.Content.Headers;

            // The picture of a public address is nobody's data.
            if (route.IsStaff && headers is { ContentDisposition: not null, ContentType.MediaType: not "image/png" })
            {
                Assert.True(before["AuditEntries"] != after["AuditEntries"], $"GET {route} hands data out and leaves no line about it.");
                (before["AuditEntries"], before["AuditChains"]) = (after["AuditEntries"], after["AuditChains"]);
            }

            Assert.True(
                before.SequenceEqual(after), $"GET {route} changed {string.Join(", ", before.Except(after).Select(table => table.Key))}.");
        }

        Assert.True(routes.Count >= 25, "The routes were not found.");
    }

    [Fact]
    public async Task Scripts_of_other_sites_may_read_the_open_data_and_nothing_else()
    {
        string[] open =
        [
            "/coordinamento/aderenti.csv", "/coordinamento/aderenti.json", "/enti", "/comunicati/feed.xml", "/webinar/calendario.ics",
            "/webinar/{slug}/calendario.ics",
        ];
        var staff = await _site.NewStaffMemberAsync();
        foreach (var route in (await EveryRoute.OfAsync(_site)).Where(route => route.Takes("GET")))
        {
            using var answer = await staff.Client.GetAsync(route.Address);

            Assert.True(
                open.Contains(route.Pattern) == answer.Headers.TryGetValues("Access-Control-Allow-Origin", out var origins),
                $"{route} tells scripts of other sites something else than it should.");
            Assert.All(origins ?? [], origin => Assert.Equal("*", origin));
            Assert.False(answer.Headers.Contains("Access-Control-Allow-Credentials"));
        }
    }

    [Fact]
    public async Task Head_answers_as_get_does()
    {
        var staff = await _site.NewStaffMemberAsync();
        foreach (var route in (await EveryRoute.OfAsync(_site)).Where(route => route.Takes("GET")))
        {
            using var get = await staff.Client.GetAsync(route.Address);

            using var head = await staff.Client.SendAsync(new HttpRequestMessage(HttpMethod.Head, route.Address));

            Assert.True(get.StatusCode == head.StatusCode, $"HEAD {route} answered {(int)head.StatusCode}, GET {(int)get.StatusCode}.");
            Assert.Equal(get.Content.Headers.ContentType, head.Content.Headers.ContentType);
        }
    }

    [Fact]
    public async Task No_page_holds_script_style_or_handlers_of_its_own_or_calls_another_site()
    {
        var staff = await _site.NewStaffMemberAsync();
        var anybody = _site.NewVisitor();
        foreach (var route in (await EveryRoute.OfAsync(_site)).Where(route => route.Takes("GET")))
        {
            foreach (var visitor in new[] { staff, anybody })
            {
                var page = await visitor.GetAsync(route.Address);
                if (page.Response.Content.Headers.ContentType?.MediaType == "text/html")
                {
                    Assert.Empty(PageRules.Broken(page.Document).Select(rule => $"{route}: {rule}"));
                }
            }
        }
    }

    [Fact]
    public async Task Every_page_has_a_title_that_says_what_it_is()
    {
        var staff = await _site.NewStaffMemberAsync();
        foreach (var route in (await EveryRoute.OfAsync(_site)).Where(route => route.Takes("GET")))
        {
            var page = await staff.GetAsync(route.Address);
            if (page.Response.Content.Headers.ContentType?.MediaType == "text/html")
            {
                Assert.False(page.Document.Title is null or "" or "Coopera – Coopera", $"{route} has no title.");
            }
        }
    }

    [Fact]
    public void The_rules_for_pages_find_what_breaks_them()
    {
        var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(
            "<head><style>a{}</style><link rel=stylesheet href=https://cdn.example/a.css></head><body onload='x()'><p "
            + "style='color:red'>a</p>"
            + "<script>x()</script><script src=//cdn.example/a.js></script><a href='javascript:x()'>b</a><img "
            + "srcset='https://cdn.example/b.png 2x'></body>");

        Assert.Equal(8, PageRules.Broken(page).Count());
    }
}
