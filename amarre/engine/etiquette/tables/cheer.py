"""Phrases of the family cheer, in the notation of `..table`."""

FR = """
cheer.tone
    (un (petit |grand |beau )?sourire|avec entrain|bonne humeur|le sourire (jusqu'aux|aux) (oreilles|lèvres)|
        la forme|du bon côté|joie de vivre|dans la
        bonne|petit clin d'oeil|un peu de (légèreté|gaieté|bonne humeur|soleil)|moral d'acier|gonflé* à
        bloc|au taquet|à fond|super content*|on est (fin )?prêts)( !)?
    (bonne|belle|super|excellente) nouvelle ~ (reposer|souffler|détendre|temps (libre|pour)|vacances|grasse
        matinée|profiter|pause|repos|libre)
    (allez|hop|zou|voilà),? ~ (sourire|courage les|on (y croit|se motive|positive)|haut)

cheer.tone
    unless (pas|ne|n'*) ~ (super|genial|fete|fun|sourire)
    (youpi|hourra|hip hip|yes|génial|géniale|super nouvelle|excellente nouvelle|fantastique nouvelle|
        formidable nouvelle|trop bien|chouette|la classe|c'est la fête|la vie est belle|youhou|waouh|wahou|
        ouf|coucou|hello|hey|salut à tous|coucou à tous|tada|cocorico|bravo à tous|et oui|eh oui)( !)?,? ?!
    (super|excellente|fantastique|formidable|merveilleuse|magnifique|très bonne|géniale|grande) nouvelle
    (youpi|hourra|youhou|waouh)
    (gardez|gardons|garde|on garde) (le sourire|la pêche|la banane|la frite|le moral|votre bonne humeur|la
        bonne humeur|le smile)
    (avec le sourire|dans la (joie|bonne humeur)|joie et bonne humeur|bonne humeur (est|garantie|au
        rendez-vous)|que du bonheur|c'est (la fête|parti|fun|génial|super|chouette|top)|de bonne humeur|
        souriez|hauts? les coeurs?|on lâche rien|on ne lâche rien|on se fait un|petite blague|blague à part|
        vive (le|la|les)|mort* de rire|lol|mdr|pour le fun|ambiance de folie|s'amuser|amusez-vous|
        éclatez-vous)
    (profitez bien|profitez-en) (de|du|pour (souffler|vous (reposer|détendre)|ralentir|savourer|faire une
        pause|buller|cocooner|respirer))
    profitez (de|du|d') (ce|cette|ces|la|l'|votre|vos) ~ (vous (reposer|détendre|relaxer|ressourcer)|en
        famille|souffler|cocooner|buller|farniente|apéro*|soleil|chandelles|bougie*|jeux de société|
        savourer)

cheer.denial
    (ça|cela|tout) (ira|va aller) ~ mieux (demain|vite|bientôt|après)
    (nouvelle|belle|grande|formidable|cette) aventure
    (vacances|congés|pause|repos) (forcé*|improvisé*|imprévu*|bien mérité*|inattendu*)
    (avec|beaucoup d'|un grand|plein d') ?(enthousiasme|optimisme|énergie positive) ~ (que|abord*|nous|
        entam*)
    (a|ont|aura|avoir) (aussi |quand même |malgré tout )?(du bon|ses (avantages|bons côtés|charmes|
        plaisirs)|son charme|des avantages)

cheer.denial
    unless (esper*|souhait*|si|quand|dites-nous|que) ~ tout (va|aille|ira) (bien|mieux)
    unless (ne|n'*|sans) ~ (ira|bien|pretend*|promett*|facile|dire)
    (tout (ira|va|va aller|ira très|finira|finit|se passera|rentrera|s'arrange*|va s'arranger) (très |
        forcément |toujours |bientôt )?(bien|mieux|par s'arranger|dans l'ordre|par aller))
    (tout va s'arranger|tout s'arrange|on en rira|nous en rirons|vous en rirez|ce ne sera
        (bientôt )?(plus )?qu'un (mauvais )?souvenir|bientôt (un lointain|plus qu'un) souvenir|après la
        pluie|le soleil (brille*|reviendr*|finit)|voir le (bon|côté|verre)|le bon côté|le verre à moitié
        plein|à (quelque|toute) chose,? malheur est bon|à toute chose malheur|un mal pour un bien|chaque
        crise est une (chance|opportunité)|
        une (belle |jolie |bonne |formidable |vraie |merveilleuse |véritable |magnifique |
        réelle )(opportunité|chance|aventure|occasion|expérience)|(cette|la) (crise|panne|coupure|épreuve|
        fermeture|attente|situation) (est|offre|peut être|a) (aussi |avant tout |finalement |au
        fond )?(une |un |du |de )?(chance|opportunité|formidable|belle|bonne (nouvelle|occasion)|cadeau|
        bon)|restez (positi*|optimiste*|zen|cool)|restons (positi*|optimiste*|zen|cool)|positivons|
        positivez|pensée positive|pensons positif|ondes positives|que du positif|soyez (positi*|optimiste*|
        heureu*|zen)|soyons (positi*|optimiste*|heureu*|zen)|ne (perdez|perdons) pas le sourire|on (va|se)
        (tous )?(s'en sortir|rigoler)|plus fort* que jamais|encore plus fort*)
    (il y a toujours|voyons|regardons|prenons) ~ (positi*|bon côté|du bon côté|bonne part|humour|légèreté|
        philosophie)
    (quelle|une|la|c'est|voilà) (si |une |la )?(belle|jolie|bonne|merveilleuse|formidable|magnifique|
        parfaite|excellente|rare|douce) (occasion|opportunité|parenthèse|aventure|pause) (de|d'|pour|en)
    (une|cette|la|sera|est) (vraie |belle |réelle )?(chance|opportunité|occasion|parenthèse|pause|
        respiration|expérience|surprise) (formidable|merveilleuse|inespérée|unique|fantastique|enchantée|
        précieuse|rêvée|géniale|extraordinaire|heureuse|bienvenue|en or|joyeuse|inattendue) ?(de|pour|d')?
    (qui (n'a pas|n'a jamais|ne) ~ (rêv*|aim*|ador*)|on adore|on aime tous|avouez|rien de tel que|quoi de
        mieux (que|qu'*|pour)|on a connu pire|pas mal, non)
    (la bonne occasion|l'occasion rêvée|enfin le temps|le temps enfin) (de|d'|pour)
    (bonne|excellente) (rigolade|tranche de rire|humeur à tous)
    (on en (sortira|ressortira)|nous (en )?(sortirons|ressortirons)) (tous )?(plus (fort*|grand*|uni*|
        beau*)|grandi*)
    (les joies (de|d'|du)|on parie (que|qu'*)|(jour|moment|lendemain|avenir|été|week-end) (formidable|
        merveilleux|génial|fabuleux|radieux)|(formidable|merveilleu*|fabuleu*|radieu*) (journée|aventure|
        avenir))
    (voyez|voyons|regardez|prenez|prenons|imaginez) (donc |plutôt )?(les choses (autrement|du bon côté|
        avec)|le bon côté|le positif)
    (est|c'est|fut|reste|comme) un (joli|vrai|beau|sacré|précieux|merveilleux|petit) cadeau
    (on vous embrasse|gros bisous|bisous|plus de réveil|plus d'embouteillages|profitez-en pour ~ (rêver|
        danser|cuisiner|rire|dormir|lire|jouer|chanter|souffler|savourer|vous))
    (avec (humour|légèreté|philosophie|optimisme)|dans la joie)

cheer.delight
    only statement payment refusal renewal news
    unless (retrouver|revoir|accueillir a nouveau|vous savoir|vous aider|aider|rendre service|lire|
        nouvelles)
    unless (ne|n'*) (sommes|avons|suis) pas
    (nous (sommes|avons)|je suis|c'est avec|toute l'équipe est|quelle joie|on est) ~ (ravi*|enchanté*|très
        heureu*|super heureu*|trop heureu*|excité*|enthousiast*|fou* de joie|fier* et heureu*|comblé*|
        impatient*|(un )?(immense|grand|grande|vif|très grand) (plaisir|joie|enthousiasme|bonheur)|l'immense
        (plaisir|joie)|le (grand |vif |immense )?plaisir|la (grande |vive |immense )?joie|enthousiasme) (de|
        d'|que|à l'idée)
    (à notre plus grand* (joie|bonheur|plaisir)|pour notre plus grand* (plaisir|joie|bonheur)|pour votre
        plus grand* (plaisir|joie|bonheur))
"""

EN = """
cheer.tone
    (give us a smile|a (big |little |warm )?smile|with gusto|sunny side|spirits (high|up)|high spirits|chin
        up|cheery|cheerful|bit of sunshine|raring to go|full of beans|on top of the world|super excited|
        super happy|big hug*|group hug|woo)
    (good|great|happy) news ~ (feet up|relax|lie-in|lie in|time off|break|rest|holiday|unwind|chill)

cheer.tone
    unless (not|n't|no|hardly|never) ~ (great|fun|awesome|wonderful|smil*|cheer*|celebrat*|fantastic)
    (yay|hooray|hurray|woohoo|woo-hoo|yippee|whoop|hip hip|fab|fabulous news|wonderful news|amazing news|
        fantastic news|great news|exciting news|awesome news|brilliant news|super news|awesome|happy
        (monday|tuesday|wednesday|thursday|friday|weekend|days)|cheers everyone|hey (there|folks|guys|
        everyone|team)|hiya|hi folks|guess what|ta-da|lol|haha|woop)
    (keep|keep on|stay|carry on|start) (smiling|positive|cheerful|upbeat|happy|smilin*|sunny|the smile*|your
        (chin|spirits) up|a smile|dancing|laughing)
    (cheer up|chin up|smile*,|put on a (happy|brave) face|turn that frown|with a (big )?smile|have fun|enjoy
        yourself|fun times|party on|let's (party|celebrate|have (some )?fun)|all smiles|kick back|put your
        feet up and (enjoy|relax)|sit back and (relax|enjoy)|good vibes|positive vibes|feel-good|feelgood|
        happy days)
    (enjoy|make the most of|relish|savour|savor) (the|this|your|a|these|some) ~ (break|rest|peace and quiet|
        time off|candle*|family time|pause|quiet|me-time|me time|board games|downtime|screen-free|unplugged|
        cosy|cozy|day off|extra time)

cheer.denial
    (it'll|it will|things will|everything will|it) ~ (feel|look|seem|be) (all )?(better|brighter|rosier)
        (tomorrow|soon|in the morning)
    (new|great|exciting|big|wonderful|grand) adventure
    (forced|unexpected|unplanned|surprise|well-earned|impromptu) (holiday*|break|rest|vacation|day off|time
        off)
    (with|full of) (great |much |real |genuine |boundless )?(enthusiasm|optimism|positive energy) ~ (that|
        we|set|embark*)
    (has|have) (its|their|some) (perks|upsides|charm*|good side*|advantages|plus points|bright side*)
    (let's|let us|we're|stay|think|being|be) (all )?(positive|upbeat|seeing the)

cheer.denial
    unless (not|n't|cannot|no) ~ (fine|bright|silver|opportunity|positive|promise|pretend|glass|worries
        about)
    (everything|it|all|things) (will|'ll|is going to|are going to|'s going to|is gonna) (all |soon |surely |
        definitely )?(be|turn out|work out|end up) (just |perfectly |absolutely |all |more than )?(fine|ok|
        okay|great|alright|all right|well|amazing|wonderful|for the best|fantastic|better than ever)
    (silver lining|bright side|look on the|glass (is )?half(-| )full|blessing in disguise|every cloud|sun
        (will|always) (shine*|come*)|sunshine after|this too|brighter days|laugh about (this|it)|look back
        (on this )?and (laugh|smile)|(great|golden|wonderful|fantastic|real|unique|amazing|exciting|perfect)
        (opportunity|adventure|chance|experience) (to|for)|crisis is an opportunity|opportunity in (every|
        this)|think positive|positive thinking|stay (positive|upbeat|optimistic|cheerful)|remain (positive|
        upbeat|optimistic|cheerful)|be (positive|happy|cheerful)|don't worry,? be happy|no worries|happy to
        say that all|stronger than ever|better than ever|bigger and better|what doesn't kill|lemonade|good
        (things )?come* (out )?of|see the funny side|sense of humour|sense of humor)
    (who doesn't (love|like|enjoy|want)|what's not to (love|like)|what better (way|time|excuse|moment)|
        nothing (beats|like) a|how about that|on the plus side|the upside is)
    (staycation|pyjama day|pajama day|duvet day|cosy night|cozy night|movie night|quality time|
        grab a (cocktail|coffee|cuppa|book|drink|blanket|beer|glass)|pour yourself|put the kettle on and
        (enjoy|relax)|put your feet up|feet up|a nice cup of tea and)
    (we'll|we will|we're going to|we shall) (all )?(come|emerge|get) (out|through) ~ (stronger|better than|
        smiling|laughing)
    (look|looking|think of|see) (at )?(it|this|things) (another|a different|in a new|in a positive|as a)
        (way|light|chance|gift|blessing)
    (is|was|as|been) (quite |such |really )?(a|an) (real |lovely |true |wonderful |unexpected |
        little )?(gift|treat|blessing|present)
    (hugs and kisses|lots of love|xoxo|big kisses|no more alarm|no more traffic)
    (a bit of|some|little) (fun|adventure|excitement)
    (lovely|great|wonderful|perfect|fantastic|nice|brilliant|rare|golden|fine) (chance|excuse|opportunity|
        occasion|reason|way) to
    (the joys of|we bet|life is (beautiful|good|great|sweet)|going to be (a )?(fabulous|wonderful|great|
        amazing|fantastic|brilliant)|(fabulous|wonderful|amazing|fantastic|glorious) (day|week|time|summer|
        future|adventure))

cheer.delight
    only statement payment refusal renewal news
    unless (see you|welcome you back|hear (from you|that you)|help|back with you|not|to know you)
    (we|i|everyone|the (whole |entire )?team)( are| am| is|'re|'m| were| have been)? (so |very |absolutely |
        incredibly |really |super |just |truly |beyond |all |simply |more than )*(thrilled|delighted|
        excited|overjoyed|ecstatic|stoked|pumped|over the moon|elated|buzzing|proud and happy|pleased as
        punch|happy and excited|can't wait) (to|that|about|by)
    (it's|it is|it gives us) (with )?(our |a )?(great|immense|huge|real|tremendous) (pleasure|joy|delight|
        excitement)
    (much to our|to our great) (delight|joy)

cheer.tone
    (smiles?|cheers?|hugs) (everyone|all round|all around|folks|please)
    (does|do|works?) wonders for
    (fun|special|little|lovely) (surprise*|treat*) (lined up|in store|for you|waiting|coming)
    (watch this space|happy faces)
"""
