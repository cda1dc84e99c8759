"""Phrases of the family guilt in English, in the notation of `...table`."""

EN = """
@calm
    (no|never|nor|without|not|won't|isn't|aren't|don't|paus*|suspend*|waiv*|stop*|froze*|freez*|cancel*|
        drop*|lift*) ~ (penalt*|fee|fees|charge*|interest|collect*|reminder*|court|legal|cut off|
        disconnect*|bailiff*|default|agency|warning)
    (penalt*|fees|charges|interest|reminders|collection*|disconnection*|legal action) ~ (waived|paused|
        suspended|stopped|frozen|cancelled|dropped|lifted|not be|on hold|off)
    (if|in case|even if|whether or not) (you|you've) (have (not|already|been|had)|haven't|are|cannot|can't|
        could not|need|would like|already|prefer|wish|paid|been|find)

guilt.reproach
    only payment renewal refusal
    unless @calm
    (hurt|sad|sadden*|disappointed|gutted|upset|heartbroken|sorry|devastated|shame|pity) ~ (if you (left|
        leave|go|went|cancel*|quit|decide*)|to lose you|to see you (go|leave)|you (are|'re) leaving)
    (we|i) (do not|don't|cannot|can't|fail to|struggle to) (quite |really )?(understand|see|comprehend|
        imagine|explain) (why you|how you|your (silence|attitude|lack|refusal|decision)|what)
    (left|leave|leaving|remain*|gone|went|go) (our |all our |every )?~ (unanswered|unpaid|without
        (a )?(reply|response|answer)|ignored)
    (surprise*|disappoint*|sadden*|hurt*|puzzle*|dismay*|shock*|offend*) us
    (there are|has its|have our|have their|there is a|reached (its|our|the)) (limit*|end of)
    (run out of|running out of|lost|losing|end of our) (patience|trust)
    (waited|been waiting) (long enough|too long|patiently|far too)
    you (did |had |have |yourself )*(undertake|undertook|undertaken|promised|pledged|gave (us )?your word|
        committed to|agreed to|assured us)
    (not a (word|single word|sign)|no (word|sign|news|reply|response) (of life )?from you|radio silence|
        stopped (answering|replying))
    (inconsiderate|discourteous|disrespectful|dishonest|betray*|breach of trust|bad form|poor form|careless
        about)
    (we|our (team|staff|volunteers)) ('ve |have |always )?(kept|honoured|honored|held up|stuck to|done|
        met) (our|their) (side|part|end|word|promise*|commitment*|share)
    (we|i) ('d|had|would have|would|did|do|were) ?(expect*|hoped|thought|counting on|rather counted) ~ (you|
        the same|better|more|a little)
    (leave|leaves|leaving|left|leav*) ~ (high and dry|in the lurch|stranded|holding the)
    (we|who) (stood|stuck|stayed) (by|with) you
    (real|bitter|heavy|cruel|body|terrible|big) blow (if you|to us|for us|to our|for our)
    (feel|felt|feels|see|seen|taken) ~ (as|like) (a )?(betrayal|desertion|slap|kick|abandonment|rejection)
    (we|you) (can't|cannot) (live|run|pay|keep going) ~ (on promises|on (good )?intentions|on thin air|for
        free|on goodwill)
    (simply |just )(cannot|can't) absorb

guilt.reproach
    unless @calm
    (you|you've|you have|you had) (still |yet |once again |again |so far |repeatedly |clearly )?(failed to
        (pay|settle|
        respond|reply|renew|clear|honour|honor|meet|make|keep up)|not bothered|neglected to|chosen (not )?to
        ignore|ignored|refused to|not (had|shown) the (courtesy|
        decency)|let us down|not kept|broken your)
    (you (still )?(haven't|have not|have still not|still have not)|you've still not|you have yet to) (yet |
        even |still |bothered |had |so much as )?(to )?(paid|pay|settled|settle|responded|respond|replied|
        reply|renewed|renew|answered|acknowledged|honoured|cleared|clear|got|taken|made|kept)
    (despite|in spite of|notwithstanding|after) (our|several|all our|repeated|multiple|numerous|many|two|
        three|#|countless|all these|all the) ~ (reminders?|requests?|letters|emails|calls|attempts|messages|
        patience|efforts|goodwill|warnings)
    we('re| are| were) (very |deeply |extremely |really |rather |quite |frankly |bitterly |sorry and |
        saddened and )?(disappointed|surprised|saddened|dismayed|hurt|shocked|astonished|let down|puzzled|
        frustrated|concerned) (that you|to (see|note|find|learn|notice|hear) (that )?you|by your|with your|
        in you|at your|not to have)
    (it is|it's|how) ~ (disappointing|regrettable|unfortunate|a (shame|pity)|sad|frustrating|unacceptable|
        unfair) (that you|to see (that )?you|that your|you)
    (our|my) (patience|goodwill|generosity|understanding|leniency|tolerance) (has|is|does|will|cannot|can't|
        only)
    we('ve| have) ~ (been (more than |extremely |very |nothing but |so |exceptionally )?(patient|lenient|
        generous|understanding|reasonable|accommodating|flexible|fair)|bent over backwards|gone out of our
        way|shown (you )?(great |nothing but |considerable )?(patience|understanding|leniency|goodwill)|done
        (our|everything|so much|all we can for you))
    (bad payer*|bad faith|ungrateful|freeload*|deadbeat)
    your (late payment|non-payment|silence|failure|lack of|delay|attitude|refusal|behaviour|behavior|debt|
        account|continued|ongoing|overdue|unpaid|arrears) ~ (is|are|has|was) ~ (unacceptable|disappointing|
        inexcusable|disrespectful|intolerable|hurting|harming|unfair|let us down|not acceptable|damaging|
        putting)
    (is|are|was|be|were|it's|isn't) (no|not an?|hardly an?|never an?|an?) (excuse|reason) (for|to|not to)
    does not (excuse|exempt|release|relieve|absolve|entitle) you
    doesn't (excuse|exempt|release|relieve|absolve|entitle) you
    (we (would have |had )?(expected|hoped for|thought) ~ (from you|more of you|better|you would|you'd))
    (after|given|considering) (everything|all) (that )?(we|we've|our)
    (leaving|abandoning|leave|abandon|desert|walking away from|turning your back on|quit) us (now|at|when|
        in|just)
    (don't|please don't|do not|please do not) (abandon|desert|forget|leave|let) us( down)?
    (letting|let) (us|everyone|our (team|staff)|the team) down
    (have you|did you|do you ever) (thought|think|considered|stop*) ~ (about|of|what) ~ (our|us|staff|team|
        those|consequences)
    (taking|take|took) advantage of (our|the situation|this crisis|the crisis)
    (we'd|we would) hate to (think|lose you|see you go|see you lose)
    (cannot be unaware|can't be unaware|can hardly be unaware|cannot have forgotten|as you are (well|no
        doubt|fully) aware|(would|should|d) like to (think|believe)|prefer to (think|believe)|not (a bank|a
        charity)|extend (you )?credit|wait (forever|indefinitely)|(we|i) (cannot|can't|will not|won't|are
        not able to) (go on |keep )?wait* any longer|turn a blind eye|this (cannot|
        can't) go on|enough is enough|(not|hardly|isn't|n't) (very |really |quite |exactly )?(fair|right|
        decent|acceptable|on|professional|nice) (on|to|of|towards|for) us|deserve* (better|more|a little|
        some)|thrown away (over|for)|throw* away (over|all|years|ten|#))

guilt.pity
    only payment renewal refusal
    unless @calm
    (cash flow|cash-flow|survive|survival|go under|going under|go bust|bankrupt*|close our doors|shut up
        shop|lay off|laying off|redundan*|make ends meet|keep the lights on|stay afloat|killing us|bleeding
        us|cripple*|crippling)
    (a blow|a body blow|heartbreaking|a heavy loss|a bitter blow|a kick in the teeth) ~ (to|for) (us|the|
        our)
    (worked|work|working|fought|slaved|gone|going) (so |extremely |incredibly )?(hard|tirelessly|day and
        night|round the clock|above and beyond|flat out) (for you|to serve|to keep|on your|for customers)
    (we|us) too (have|must|need)|we have (bills|salaries|wages|suppliers|rent|families|commitments)
    (our|the) (staff|employees|team|suppliers|workers|families|engineers|people|craftsmen) ~ (wages|paid|
        salar*|livelihood*|depend*|mortgage*|feed|families|jobs|rely|counting|count)
    (pay|paying|meet|cover|make) (our |the |their )?(wages|salaries|staff|suppliers|payroll|overheads)

guilt.pity
    only payment renewal refusal answer
    unless @calm
    your (late|unpaid|overdue|missing|delayed|missed|outstanding)? ?(payment*|bill*|invoice*|debt|arrears|
        silence|departure|decision|cancellation|non-payment|delay) ~ (puts|put|putting|hurts|hurting|
        threatens|costs|harms|harming|jeopardises|jeopardizes|forces|makes it (harder|impossible)|means
        (that )?(we|our)|affects (us|our)|leaves (us|our)|places|impacts our|deprives|strains)
    (our|the|these|hard-working) (staff|employees|team|teams|workers|people|families|drivers|carers|nurses|
        colleagues|jobs|livelihoods|wages|engineers) ~ (depend*|rely|relies|count*|need|hang*|are at stake|
        at risk|cannot be paid|can't be paid|won't be paid|go unpaid|have families|have mouths) ~ (on you|on
        your|you|your|on customers|on people|to pay|on this|on these|$)
    (survival|future) (of our|depends|hangs|rests|is at stake|as a (business|company))
    (without|only with) your (payment|support|money|contribution|loyalty|renewal), ~(we|our|there|the)
    (we|our (business|company|family)) ~ (have|has|also have|too have) ~ (bills|salaries|wages|suppliers|
        rent|mouths|families|staff) (of our own |too )?to (pay|feed|support)
    (think|spare a thought) (of|about|for) (our|those|the|all the) (staff|team|people|employees|workers|
        drivers|families|colleagues|hard-working)
    (we|our (business|company)) (really |desperately |badly )?(need|needs) (your (money|payment|support|
        loyalty)|you to pay) (to (survive|stay|keep|pay|get)|now|or|right|more)
    (puts?|putting|places?|placing) ~ (our (jobs|business|staff|company|team|future|people)|jobs|
        livelihoods|others) ~ (at risk|in danger|in jeopardy|in difficulty|under (strain|pressure))
    (keeping|keep) ~ (our|people) ~ (afloat|in work|in a job)

guilt.duty
    only payment renewal refusal
    unless @calm
    (face up to|take|accept|shoulder|own up to|meet|live up to) your (own )?responsibilit*
    (only|perfectly|simply|surely) (normal|fair|right|natural|reasonable|proper) (that you|to (pay|expect|
        ask)|for you|you)
    (at the expense of|on the backs? of|to the detriment of) ~ (everyone|others|other|all|those|us|rest)
    you (have |'ve )?(enjoyed|benefited|benefitted|used|had the benefit|made use|taken advantage|received) ~
        (services|service|product*|goods|cover|support|it all)
    (a deal is a deal|a contract is a contract|a debt is a debt|nothing in life is free|fair's fair|fair is
        fair|someone has to pay|somebody has to pay)
    (late payers|bad debt*|non-payers|people like you|customers like you|defaulter*|debtor*)

guilt.duty
    unless (owe us nothing|nothing to be ashamed|no need to (be|feel) ashamed|no shame|we are ashamed|we're
        ashamed)
    (other|most|all our other|the vast majority of|our other|many|most of our|everyone else|thousands of|the
        majority of|responsible|all other|loyal|good|nearly all|almost all|your neighbours|your neighbors|
        the rest of) ~ (customers?|people|clients|households|members|else|subscribers|tenants|neighbours|
        neighbors|families|parents|patients|businesses|residents|policyholders|traders|students|owners) ~
        (paid|pay|paying|manage*|found|find*|do*|have (all )?|has|are|understand*|wait*|accept*|don't|stay*|
        renew*|remain*|play*) ~ (time|full|promptly|bills?|patien*|complain*|without|share|part|honour*|
        loyal|fair|already|paid|paying|up|us|understanding|way)
    (it's|it is|it would be|that's) (only |simply |just |hardly )(fair|right|reasonable|decent|proper)
    (unfair|selfish|irresponsible) (to|on|of|for) (our|those|other|you|others|everyone|the)
    (selfish|irresponsible|shameful|ashamed|disgrace*)
    (moral (duty|obligation)|your (civic )?duty|sense of (duty|responsibility|fairness|decency)|common
        decency|the decency|the courtesy to|your conscience|do the right thing|the least you (can|could)|do
        your (part|bit|share)|play your part|pull your weight|pay your (share|way)|doing your (part|bit|
        share))
    (you|which you) (owe|owed) (it to|us|our|the)
    (you (did |have )?(agreed|signed|promised|committed|entered)) ~ (to pay|contract|agreement|commitment|
        terms|obligation|and)
    (honour|honor|meet|fulfil|fulfill|respect|stand by|live up to|keep) your (commitment*|obligation*|side
        of|word|promise*|part of|end of)
    if you (really |truly |genuinely )?(value|valued|care|cared|love|loved|believe|appreciate|respect*) ~
        (us|our|about|this|the|in)
    (a|any|every|as a|the) (loyal|true|good|responsible|decent|real) customer (would|should|you|knows|does|
        pays|stands)
    (we (all|each) have to|everyone (has to|must|should|needs to)|we must all) (make (sacrifices|an effort)|
        do (their|our|his) (part|bit)|play (their|our) part|tighten|pull)
    out of (respect|solidarity|fairness|consideration) (for|to|with)

guilt.threat
    only payment renewal refusal
    unless @calm
    (are you|would you be) (really |truly |sure you're )?(willing|prepared|ready|happy) to (take|run|live
        with|accept) (that|the|this|such a) (risk|chance|gamble)
    (could|can|would|will) you (ever |really )?(forgive yourself|live with yourself|sleep at night|face
        your|look (them|your))
    (leave|leaving|left|put|putting) (you |your |yourself |those you |the people ~)~(unprotected|uncovered|
        exposed|defenceless|defenseless|without (cover|protection)|at risk|vulnerable)
    (if (something|anything|the worst|the unthinkable) ~ happen*) ~ (regret|too late|forgive|blame|alone|
        wish|pay)
    can you (really )?afford (to (lose|take|be without|go without)|not to)

guilt.threat
    only payment
    unless @calm
    (will|can|may|shall) (no longer|not) be (admitted|served|welcome|accepted|covered|delivered|allowed|
        seen|insured)
    (solicitor*|lawyer*|court|courts|bailiff*|legal|collections?|collector*|credit (file|score|rating|
        record|reference)|enforcement|default notice|blacklist*|prosecut*|litigation|repossess*)
    (to avoid|avoid|or face|prevent) ~ (further action|action|escalation|consequences|charges|disconnection|
        suspension|interruption|legal)
    (settle|pay|clear|remit|payment) ~ (immediately|at once|without (further )?delay|within (the next )?(24|
        48|72|seven|#) ?(hours|days)|by return|forthwith|right away|no later than tomorrow|in full today)
    (penalty|penalties|surcharge*|late fee*|late charge*|late-payment|interest will|default charge*|
        administration fee*)
    (we (reserve the right|will have no|shall have no|are left with no|may have to|will be obliged|will be
        forced))

guilt.threat
    only payment renewal refusal answer
    unless @calm
    (legal (action|proceedings|steps|department|team|consequences)|court (action|proceedings)|take you to
        court|debt (collect*|recovery)|collection* agency|collections? (department|team|action|process)|
        bailiff*|credit (rating|score|file|record|reference|bureau*) ~ (will|may|could|affected|damaged|
        reported|harmed)|reported to (the )?credit|solicitors|default notice|enforcement (action|agent*)|
        letter before action)
    (failure to|if you fail to|(if you (do not|don't)|unless you) (pay|settle|clear|respond|reply|act|comply|
        renew|make (a |the )?payment|contact us)|should you fail to|unless (we (receive|hear)|
        (full )?payment)|failing (this|that|which)|if (full )?payment is not|if we (do not|don't) (receive|
        hear)) ~ (will (be|result|have|lead|incur|lose)|may|shall|would|forced|have to|cut|stop|close|cancel|
        charge|escalat*|suspend*|action|steps)
    (final|last) (warning|notice|demand|reminder|chance|opportunity)
    (late|penalty|additional|admin|administration) (payment )?(fee*|charge*|interest|penalt*) (will|shall|
        may|are|is|have|has|of|continue)
    (pay|settle|clear|remit) ~ (immediately|without (further )?delay|at once|within (24|48|72|seven|
        #) ?(hours|days)|by return|forthwith|right away|now or)
    (your|the) (account|service|line|supply|contract|policy|subscription|card|order|access|cover) (will|may|
        shall|is going to|could) be ~ (cut off|suspended|terminated|closed|disconnected|blocked|cancelled|
        canceled|frozen|passed to|handed|referred)
    (we (will|shall|may|would) (be|have|find ourselves|be left)|leaves us|leave us) ~ (forced|no
        (other )?(choice|option|alternative)|obliged|compelled)
    (face|suffer|bear|accept) (the|serious|further|all) consequences

guilt.reproach
    only payment renewal refusal
    unless @calm
    (had|have) (always )?(taken|took|had you down|believed) you (for|as|to be) (someone|a person|one)
    (others|neighbours|neighbors|members|residents|tenants|parents|colleagues|customers) ~ (carry*|paying|
        pay|covering|cover|shouldering|bearing) (your|for you|the cost)
    you (were|have been|had been|'ve been) (duly |amply |fully )?warned
    (with|to our) (some |great |much |considerable )?(embarrassment|dismay|disbelief|astonishment) ~ (we|i|
        that)

guilt.threat
    only payment
    unless @calm
    (unless) ~ (is|are) (paid|settled|cleared|received) (by|before|within|in)
"""
