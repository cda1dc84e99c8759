"""Phrases of the family fact, in the notation of `..table`."""

FR = """
fact.hearsay
    on nous (signale|dit|rapporte|assure|informe|indique|a (dit|rapporté|signalé|assuré|raconté|parlé))
    (des|certains|plusieurs|quelques|de nombreux) (internautes|riverains|utilisateurs|témoins|confrères|
        collègues|voisins|commentaires|messages|posts|proches du dossier|fournisseurs|habitants|clients)
        (rapport*|dis*|affirm*|évoqu*|parl*|racont*|prétend*|laiss* entendre|signal*|assur*|croi*|pens*)
    (circul*|entend*|lu|vu|vue) (sur|dans) (les réseaux( sociaux)?|internet|facebook|twitter|whatsapp|la
        presse)

fact.hearsay
    unless (dement*|fausse*|faux|inexact*|n'est pas vrai|infondee*|sans fondement|demenson*|ne croyez|une
        rumeur|rumeur (circule|court)|verifi* aupres)
    (il paraît|il paraîtrait|il semblerait|on (nous )?(dit|raconte|murmure|prétend|entend dire|a entendu|
        rapporte)|d'aucuns|certains (disent|affirment|prétendent|parlent|experts|spécialistes|médias|
        observateurs)|des (bruits|rumeurs) (courent|circulent|font|disent|parlent)|le bruit court|la rumeur|
        selon (la rumeur|certain* (sources*|experts?|médias?|rumeurs?|informations?|observateurs?|
        personnes?|spécialistes?)|des (sources|experts|rumeurs|témoignages|spécialistes|bruits)|les
        (rumeurs|bruits|réseaux sociaux|médias|journaux|ouï-dire|experts|spécialistes|bruits de couloir)|
        plusieurs (sources|médias|experts|témoignages)|une source|toute vraisemblance|nos sources|divers*
        sources|les on-dit|internet|ce qu'on (dit|entend|lit)|ce que (disent|l'on))|d'après (la rumeur|
        certain* (sources*|experts?|médias?|rumeurs?|informations?)|des (sources|experts|rumeurs)|les
        (rumeurs|bruits|réseaux sociaux|médias|journaux|spécialistes|experts)|ce (qu'on|que l'on|qui se)
        (nous |en |a |a pu )?(dit|entend|lit|sait|raconte|rapporte|rapporté|entendu)|plusieurs (sources|
        médias|experts)|nos sources|une source|internet)|((information*|source*|donnée*|nouvelle*|rapport*)
        ~ non (confirmé*|vérifié*|officiel*|recoupé*))|(de|une|des) source* (sûre*|bien informée*|proche*|
        anonyme*|interne*|non officielle*|concordante*)|j'ai (entendu dire|lu (quelque part|sur))|nous avons
        (entendu dire|lu (quelque part|sur)|ouï dire)|on a (entendu dire|lu))

fact.unsourced
    (il est|c'est) (bien |désormais |de notoriété )?(connu|notoire|notoriété publique|évident|clair|acquis|
        certain|indéniable) (de tous )?(que|qu'*)
    # ?% (de|des) (nos |vos )?(clients|usagers|utilisateurs|français|personnes|foyers|abonnés|consommateurs|
        patients|cas|gens|pannes|produits|demandes|familles)

fact.unsourced
    unless (selon|d'apres|source :|source:|publi* par|insee|ministere|agence|autorite*|institut|sante
        publique|prefecture|enquete de|sondage de|mesure* par|etude (de|du|publi*))
    ((les|des|plusieurs|de nombreuses|certaines) (études|recherches|enquêtes|statistiques|chiffres|analyses|
        experts|scientifiques|spécialistes|médecins)|une (étude|enquête)|la science|les experts|tous les
        (experts|spécialistes|médecins|scientifiques)) ~ (montr*|prouv*|démontr*|confirm*|indiqu*|dis*|
        affirm*|s'accord*|sont (formels|unanimes|d'accord)|estim*|révèl*|recommand*|assur*|pens*)
    (il est|c'est|cela est) (scientifiquement |médicalement |bien |désormais |clairement )?(prouvé|établi|
        démontré|avéré|reconnu|connu) (scientifiquement |médicalement )?(que|qu'*|,|par)
    (scientifiquement|cliniquement|médicalement) (prouvé*|établi*|démontré*|testé*)
    (tout le monde|chacun|on) (sait|le sait|s'accorde|reconnaît|admet)( bien)? (que|qu'*|à|:)
    (# ?%|neuf sur dix|# sur #|la (quasi-totalité|grande majorité|plupart)|l'immense majorité) (de|des|d')
        (nos |vos |l'ensemble de )?(clients|usagers|utilisateurs|français|personnes|foyers|abonnés|
        consommateurs|gens|experts|patients) ~ (satisfai*|content*|heureu*|recommand*|préfèr*|approuv*|n'ont
        (rien|pas)|ne (sont|seront) pas|sont d'accord|nous font confiance|confirm*|pens*|considèr*|estim*|
        jug*)
    (sans aucun doute|indiscutable*|incontestable*|indéniable*|à n'en pas douter|chacun sait|comme chacun
        sait|de notoriété publique|c'est un fait établi)

fact.guess
    (serait|seraient|pourrait|pourraient) ~ (semble-t-il|apparemment|dit-on|paraît-il|à en croire|
        malveillance|sabotage|acte*|lié* à|dû* à|due* à|d'origine)

fact.guess
    unless (confirm*|verifi* par|enquete (est )?en cours|ne savons pas|ne sais pas)
    ((vraisemblablement|probablement|sans doute|certainement|apparemment|visiblement|manifestement) ~
        (causé*|dû|due|dus|provoqué*|imputable*|responsable*|à l'origine|d'origine|contaminé*|volé*|piraté*|
        un de nos|notre (fournisseur|prestataire)|un ancien|malveillan*|criminel*|chinois*|russe*|étrang*|
        lié*|erreur humaine))
    (la (faute|cause|responsabilité|origine) ~ (serait|doit être|est sans doute|est certainement|est
        probablement|revient sûrement|viendrait))
    (serait|seraient|aurait|auraient) ~ (probablement|vraisemblablement|selon|d'après|paraît|semble|
        apparemment|semble-t-il|paraît-il|dit-on)
    (semble-t-il|paraît-il|dit-on|à ce qu'il paraît|à ce qu'on dit|à ce qu'il semble|semble-t-il bien|à en
        croire|à vue de nez|au doigt mouillé|à la louche|on suppose|nous supposons|on pense que|nous pensons
        savoir|on croit savoir|nous croyons savoir|si nos informations sont (exactes|bonnes|correctes))
"""

EN = """
fact.hearsay
    we (are|'re|were|have been|'ve been) (being )?(told|informed by some|hearing|given to understand|led to
        believe) (that|of|there|it|several|many)?
    (social media|internet|online|local|some|several|many) (users|posts|comments|residents|witnesses|people|
        neighbours|customers|colleagues|reports|suppliers) (report*|say*|claim*|suggest*|tell|mention*|
        speak|are (saying|talking|reporting)|believe|think|swear)
    (doing the rounds|circulating (online|on)|going (around|round)|seen (online|on (facebook|twitter|
        whatsapp|social media))|read (online|on (facebook|twitter|whatsapp|social media)))

fact.hearsay
    unless (false|untrue|not true|no truth|deny|denied|incorrect|wrong|unfounded|do not believe|don't
        believe|heard from you|heard that you|from you|rumour is|rumours are (false|not)|(a|the) rumour)
    (some (say|people (say|claim|think|believe)|reports|sources|experts|claim|are saying|media)|people (are
        saying|say|claim)|it is (said|rumoured|rumored|believed|thought|claimed|understood|reported) (that|
        to)|it's (said|rumoured|rumored|believed|thought|claimed) (that|to)|they say|word (is that|has it)|
        rumour* (has it|say|suggest*|are|is|going)|rumor* (has it|say|suggest*|are|is|going)|sources (say|
        close|suggest|tell|indicate|claim|report)|(according to|from) (some|sources|rumours|rumors|various|
        several|reports|social media|people|the (rumours|internet|media|press|web)|insiders|unconfirmed|
        experts|many|a source|online|what (we|people))|unconfirmed (reports|sources|rumours|information)|
        (or )?so it (seems|appears)|from what (we|i) (are|were|am|was|have been|can) (told|hear*|gather)|
        (we|i)('ve| have)? (heard|read) (that|rumours|somewhere|on social|reports|online|from)|(we|
        i)('ve| have) been hearing|we hear (that|rumours)|reportedly|allegedly|supposedly|apparently|
        rumoured to|a reliable source|reliable sources|anonymous source*|insider*|a friend of|so
        we('re| are) told|from what we('ve| have)? (hear*|gather*|been told))

fact.unsourced
    (it is|it's|as is) (common knowledge|well known|obvious|clear to all|no secret|beyond doubt|universally)
    # ?(%|percent|per cent) of (our |all |the )?(customers|people|users|households|patients|subscribers|
        members|consumers|passengers|cases|faults|products|complaints|families)

fact.unsourced
    unless (according to|source:|published by|ministry|agency|authority|institute|office for|public health|
        nhs|who|regulator|council|survey (by|of)|study (by|from|published)|report (by|from)|measured by)
    ((studies|research|surveys|statistics|figures|experts|scientists|doctors|specialists|many experts|all
        (the )?experts|most experts|several studies|recent (studies|research)|numerous studies|a
        (recent )?study|the science|analysts)( have| has| all)* (show*|prove*|proven|demonstrat*|confirm*|
        suggest*|say*|agree*|indicat*|reveal*|believe*|recommend*|estimate*|is clear|insist*|warn*|claim*|
        think*|tell*))
    (it is|it's|it has been|this is) (scientifically |medically |widely |well |a |clinically |now |
        commonly )*(proven|established|known|accepted|proven fact|well-known|a fact|fact|acknowledged|
        agreed) (that|by|to)
    (scientifically|clinically|medically) (proven|tested|established)
    (everyone|everybody|we all|as everyone) (knows|know|agrees|accepts)
    (# ?(%|percent)|nine (out of|in) ten|# (out of|in) #|the (vast|overwhelming) majority|most) (of )?(our |
        all )?(customers|people|users|households|patients|subscribers|members|experts|consumers|passengers)
        ~ (satisfied|happy|recommend*|prefer*|approve*|agree*|trust*|not (affected|notice*)|unaffected|
        believe*|think*|love*|rate*|say)
    (undeniabl*|indisputabl*|unquestionabl*|undoubtedly|it is a well-known|beyond dispute)

fact.guess
    (is|are|was|were) (thought|believed|understood|rumoured|rumored|said|reported|suspected) to (be|have|
        come|stem|involve|originate)
    , (it seems|apparently|so it seems|we think|we believe|or so we hear)

fact.guess
    unless (confirmed|verified|investigation is|do not (yet )?know|don't (yet )?know)
    (probably|presumably|most likely|in all likelihood|no doubt|almost certainly|we assume|we guess|we
        suspect|we suppose|we think|we believe it (was|is)|seems to (be|have been)) ~ (caused by|due to|
        because|the (work|result|fault) of|a (former|disgruntled)|supplier*|contractor*|hackers|foreign|
        criminal*|human error|sabotage|contaminated|stolen|responsible|to blame|behind|linked|came from)
    (it would (seem|appear) (that)?|as far as we can (guess|tell without)|our (best )?guess (is|would)|if
        our information is (right|correct)|we think we know|rough guess|a wild guess|off the top of)
"""
